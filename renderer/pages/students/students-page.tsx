import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';

export function StudentsPage() {
  const words = useWords();
  return <Page title={words.students.title}>{null}</Page>;
}
