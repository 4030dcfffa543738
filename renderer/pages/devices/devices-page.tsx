import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function DevicesPage() {
  const words = useWords();
  return <Page title={words.frame.pages.devices}>{null}</Page>;
}
