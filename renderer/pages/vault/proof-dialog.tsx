/** A dialog that asks for the own passphrase before something is done about the keys; with fields of its own, if it needs any. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { FormValues } from '../../fields/drafts.ts';
import { type FieldProblems, Form, type FormHandle } from '../../fields/form.tsx';
import { SecretField } from '../../fields/secret-field.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { useLanguage } from '../../language/language.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './vault.module.css';

interface ProofDialogProps {
  title: string;
  text?: string;
  confirm: string;
  check?: (values: FormValues) => FieldProblems;
  /** Does it; closes the dialog when it ends well. */
  run: (values: FormValues & { passphrase: string }) => Promise<void>;
  onClose: () => void;
  children?: ReactNode;
}

const FIELD_OF = {
  wrongPassphrase: 'passphrase',
  attemptsSlowed: 'passphrase',
  accountMissing: 'passphrase',
  passphraseTooWeak: 'newPassphrase',
};

export function ProofDialog(props: ProofDialogProps) {
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose}>
      <ProofForm {...props} />
    </Dialog>
  );
}

function ProofForm({ title, text, confirm, check, run, onClose, children }: ProofDialogProps) {
  const { language, words } = useLanguage();
  const w = words.vault.section;
  const form = useRef<FormHandle>(null);
  const [general, setGeneral] = useState<unknown>(null);
  const doIt = useMutation({
    mutationFn: run,
    onSuccess: onClose,
    onError: (error) => {
      if (!placeProblem(error, form.current, language, FIELD_OF)) setGeneral(error);
    },
  });
  return (
    <Form
      ref={form}
      label={title}
      initial={{}}
      {...(check ? { check } : {})}
      onSubmit={(values) => {
        setGeneral(null);
        doIt.mutate({ ...values, passphrase: values['passphrase'] ?? '' });
      }}
      className={classes.form}
    >
      {text !== undefined && <p>{text}</p>}
      <SecretField name="passphrase" label={w.mine} hint={w.mineHint} takesFocus />
      {children}
      <ProblemNotice error={general} />
      <div className={classes.buttons}>
        <Button type="submit" loading={doIt.isPending}>
          {confirm}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </Form>
  );
}
