import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function FormsPage() {
  const words = useWords();
  return <Page title={words.frame.pages.forms}>{null}</Page>;
}
