/** Mantine dressed in the program's own colours (tokens.css); only the parts whose styles are listed here are used. */
import './kit.css';
import './tokens.css';
import { createTheme, type CSSVariablesResolver } from '@mantine/core';

export const theme = createTheme({
  fontFamily: "'Segoe UI', 'Noto Sans', 'Liberation Sans', system-ui, sans-serif",
  fontFamilyMonospace: "'Cascadia Mono', Consolas, 'Noto Sans Mono', monospace",
  primaryColor: 'brand',
  primaryShade: { light: 7, dark: 7 },
  defaultRadius: 6,
  focusRing: 'auto',
  respectReducedMotion: true,
  colors: {
    brand: [
      '#e6f3ef',
      '#cbe5dd',
      '#9fd0c2',
      '#6fb9a5',
      '#46a48c',
      '#2a8f76',
      '#177863',
      '#0c5a4b',
      '#0a4c40',
      '#073a31',
    ],
  },
  components: {
    NativeSelect: { defaultProps: { rightSectionWidth: 26 } },
    // The hint below its field, so that neighbouring fields stand on one line.
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
  },
  fontSizes: { xs: '13px', sm: '15px', md: '15px', lg: '17px', xl: '20px' },
});

/** Mantine's own variables follow ours, so that light and dark are decided in one place. */
export const followTokens: CSSVariablesResolver = () => {
  const variables = {
    '--mantine-color-body': 'var(--page)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-2)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-placeholder': 'var(--ink-2)',
    '--mantine-primary-color-filled': 'var(--brand-fill)',
    '--mantine-color-brand-filled': 'var(--brand-fill)',
    '--mantine-color-brand-filled-hover': 'var(--brand-fill)',
    '--mantine-color-brand-light': 'var(--brand-soft)',
    '--mantine-color-brand-light-hover': 'var(--hover)',
    '--mantine-color-brand-light-color': 'var(--brand)',
    '--mantine-color-brand-outline': 'var(--brand)',
  };
  return { variables: {}, light: variables, dark: variables };
};
