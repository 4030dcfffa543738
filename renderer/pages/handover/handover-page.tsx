import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function HandoverPage() {
  const words = useWords();
  return <Page title={words.frame.pages.handover}>{null}</Page>;
}
