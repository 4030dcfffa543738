/** Another person sits down: everything from now on stands under that name. Or nobody: the seat is left, and the next one proves who it is. */
import { Button } from '@mantine/core';
import { IconDoorExit } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../api.ts';
import { useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Dialog } from './dialog.tsx';
import classes from './person-list.module.css';
import { PersonList } from './person-list.tsx';
import { useRegister } from './register-state.tsx';

export function ChangePerson({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useWords();
  const { person } = useRegister();
  return (
    <Dialog title={words.setUp.choose.title} isOpen={isOpen} onClose={onClose}>
      <PersonList current={person.id} onSeated={onClose} />
      <LeaveSeat />
    </Dialog>
  );
}

function LeaveSeat() {
  const w = useWords().setUp.choose;
  const queries = useQueryClient();
  const leave = useMutation(api.session.leave.mutationOptions());
  return (
    <div className={classes.leave}>
      <ProblemNotice error={leave.error} />
      <Button
        variant="default"
        leftSection={<IconDoorExit size={18} stroke={1.5} aria-hidden />}
        loading={leave.isPending}
        onClick={() =>
          leave.mutate(undefined, {
            onSuccess: () => queries.setQueryData(api.session.get.queryKey(), { person: null, countsAs: null }),
          })
        }
      >
        {w.leave}
      </Button>
      <span>{w.leaveText}</span>
    </div>
  );
}
