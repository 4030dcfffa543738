/** Another person sits down: everything from now on stands under that name. */
import { useWords } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';
import { PersonList } from './person-list.tsx';
import { useRegister } from './register-state.tsx';

export function ChangePerson({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useWords();
  const { person } = useRegister();
  return (
    <Dialog title={words.setUp.choose.title} isOpen={isOpen} onClose={onClose}>
      <PersonList current={person.id} onSeated={onClose} />
    </Dialog>
  );
}
