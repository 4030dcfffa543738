import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function TodayPage() {
  const words = useWords();
  return <Page title={words.today.title}>{null}</Page>;
}
