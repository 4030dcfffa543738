/** What a file is that has the numbers of another one, what a person does about it, and saying that it is done. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReceivedFile } from '../../../shared/contract/sync.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './sync.module.css';

export function ForkDialog({ file, onClose }: { file: ReceivedFile | null; onClose: () => void }) {
  const words = useWords();
  const text = words.sync.files;
  const { say } = useNotices();
  const settle = useMutation(api.files.settle.mutationOptions());
  const isSettled = file?.reason === 'settled';
  const onSettle = () =>
    file &&
    settle.mutate(
      { id: file.id, isSettled: !isSettled },
      {
        onSuccess: () => {
          say(isSettled ? text.reopened(file.ownerName) : text.settledFile(file.ownerName));
          onClose();
        },
      },
    );
  return (
    <Dialog title={text.forkTitle} isOpen={file !== null} onClose={onClose}>
      <div className={classes.question}>
        {file && <p>{text.forkText(file.ownerName, text.range(file.first, file.last))}</p>}
        <p>{text.forkToDo}</p>
        <ProblemNotice error={settle.error} />
        <div className={classes.buttons}>
          <Button data-autofocus onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button variant="default" loading={settle.isPending} onClick={onSettle}>
            {isSettled ? text.reopen : text.settle}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
