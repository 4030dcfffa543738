/** Tiếng Việt or English, at once. */
import { Button } from '@mantine/core';
import { useLanguage } from '../../language/language.tsx';

export function LanguageSwitch() {
  const { language, setLanguage, words } = useLanguage();
  return (
    <Button.Group aria-label={words.settings.display.language}>
      {(['vi', 'en'] as const).map((value) => (
        <Button
          key={value}
          size="compact-md"
          lang={value}
          variant={language === value ? 'filled' : 'default'}
          aria-pressed={language === value}
          onClick={() => setLanguage(value)}
        >
          {words.settings.display[value]}
        </Button>
      ))}
    </Button.Group>
  );
}
