/** A further computer: a file to carry over, and the 20 digits that open it, large. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { saveFile } from '../../files/save-file.ts';
import { formatInstant } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './sync.module.css';

export function InviteComputer() {
  const text = useWords().sync.computers;
  const invite = useMutation(api.replicas.invite.mutationOptions());
  const made = invite.data;
  if (!made) {
    return (
      <div className={classes.question}>
        <ProblemNotice error={invite.error} />
        <Button data-autofocus loading={invite.isPending} onClick={() => invite.mutate(undefined)}>
          {text.invite}
        </Button>
      </div>
    );
  }
  return (
    <div className={classes.question}>
      <p>{text.inviteText(formatInstant(made.expiresAt))}</p>
      <p className={classes.text}>{text.digits}</p>
      <p className={classes.digits}>{made.digits.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 ')}</p>
      <Button autoFocus onClick={() => saveFile(made.file, made.file.name)}>
        {text.saveFile}
      </Button>
    </div>
  );
}
