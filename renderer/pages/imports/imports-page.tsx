import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function ImportsPage() {
  const words = useWords();
  return <Page title={words.frame.pages.imports}>{null}</Page>;
}
