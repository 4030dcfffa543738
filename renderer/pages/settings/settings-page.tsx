import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function SettingsPage() {
  const words = useWords();
  return <Page title={words.settings.title}>{null}</Page>;
}
