/** Language and light or dark: of this computer, not of the register. */
import { Radio, useMantineColorScheme } from '@mantine/core';
import { useLanguage } from '../../language/language.tsx';
import classes from './settings.module.css';

export function DisplaySection() {
  const { language, setLanguage, words } = useLanguage();
  const w = words.settings.display;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={classes.display}>
      <Radio.Group
        label={w.language}
        value={language}
        onChange={(value) => setLanguage(value === 'en' ? 'en' : 'vi')}
        classNames={{ label: classes.choiceTitle }}
      >
        <div className={classes.choices}>
          <Radio value="vi" lang="vi" label={w.vi} />
          <Radio value="en" lang="en" label={w.en} />
        </div>
      </Radio.Group>
      <Radio.Group
        label={w.theme}
        value={colorScheme}
        onChange={(value) => setColorScheme(value === 'dark' || value === 'auto' ? value : 'light')}
        classNames={{ label: classes.choiceTitle }}
      >
        <div className={classes.choices}>
          <Radio value="light" label={w.light} />
          <Radio value="dark" label={w.dark} />
          <Radio value="auto" label={w.auto} />
        </div>
      </Radio.Group>
    </div>
  );
}
