/** Another person sits down: everything from now on stands under that name. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Dialog } from './dialog.tsx';
import { PersonList } from './person-list.tsx';
import { useRegister } from './register-state.tsx';

export function ChangePerson({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useWords();
  const { person } = useRegister();
  const queries = useQueryClient();
  const choose = useMutation(api.session.choosePerson.mutationOptions());
  return (
    <Dialog title={words.setUp.choose.title} isOpen={isOpen} onClose={onClose}>
      <ProblemNotice error={choose.error} />
      <PersonList
        current={person.id}
        onChoose={(id) =>
          choose.mutate(
            { person: id },
            {
              onSuccess: (answer) => {
                queries.setQueryData(api.session.get.queryKey(), answer);
                onClose();
              },
            },
          )
        }
      />
    </Dialog>
  );
}
