/** What opens a backup that this PC does not open by itself: the passphrase of that time, or the code on the printed sheet. */
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import type { BackupSecret } from '../../../shared/contract/backups.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { SecretField } from '../../fields/secret-field.tsx';
import { useLanguage } from '../../language/language.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './backups.module.css';

interface SecretFormProps {
  /** A register that was set aside, instead of a backup. */
  isFormer?: boolean;
  isPending: boolean;
  /** Tries it; `onError` hears why it opened nothing. */
  onSubmit: (secret: BackupSecret, given: { onError: (error: unknown) => void }) => void;
  onClose: () => void;
}

export function SecretForm({ isFormer = false, isPending, onSubmit, onClose }: SecretFormProps) {
  const { language, words } = useLanguage();
  const text = words.backups.secret;
  const [way, setWay] = useState<'passphrase' | 'code'>('passphrase');
  const [general, setGeneral] = useState<unknown>(null);
  const form = useRef<FormHandle>(null);
  const open = (typed: string) => {
    setGeneral(null);
    onSubmit(way === 'code' ? { code: typed } : { passphrase: typed }, {
      onError: (error) => {
        const fieldOf = { wrongPassphrase: way, wrongCode: way, attemptsSlowed: way };
        if (!placeProblem(error, form.current, language, fieldOf)) setGeneral(error);
      },
    });
  };
  const change = () => {
    setGeneral(null);
    setWay(way === 'code' ? 'passphrase' : 'code');
  };
  return (
    <Form
      key={way}
      ref={form}
      label={isFormer ? text.submitFormer : text.submit}
      initial={{}}
      onSubmit={(values) => open(values[way] ?? '')}
      className={classes.dialog}
    >
      <p className={classes.text}>{isFormer ? text.formerLead : text.lead}</p>
      {way === 'passphrase' ? (
        <SecretField name="passphrase" label={isFormer ? words.vault.passphrase : text.passphrase} takesFocus />
      ) : (
        <TextField
          name="code"
          label={words.vault.recover.code}
          hint={words.vault.recover.codeHint}
          isRequired
          takesFocus
          inputMode="numeric"
          maxLength={60}
        />
      )}
      <ProblemNotice error={general} />
      <div className={classes.buttons}>
        <Button type="submit" loading={isPending}>
          {isFormer ? text.submitFormer : text.submit}
        </Button>
        <Button variant="default" onClick={change}>
          {way === 'code' ? text.byPassphrase : text.byCode}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </Form>
  );
}
