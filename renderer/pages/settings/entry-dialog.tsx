/** The form of one line of a settings list, in a dialog. */
import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { FormValues } from '../../fields/drafts.ts';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './settings.module.css';

interface EntryDialogProps {
  title: string;
  initial: FormValues;
  /** Saves; its failure is shown beside the field or under the form. */
  save: (values: FormValues) => Promise<{ command: string | null }>;
  /** Field of a Problem whose details name none, by code. */
  fieldOf?: Readonly<Record<string, string>>;
  /** What the button says; left out: “Lưu”. */
  confirm?: string;
  /** What is said when it was done; left out: that the entry was saved. */
  saved?: string;
  /** Nothing takes it back: no undoing is offered. */
  isFinal?: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function EntryDialog(props: EntryDialogProps) {
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose}>
      <EntryForm {...props} />
    </Dialog>
  );
}

function EntryForm({ title, initial, save, fieldOf, confirm, saved, isFinal, onClose, children }: EntryDialogProps) {
  const { language, words } = useLanguage();
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [general, setGeneral] = useState<unknown>(null);
  const submit = async (values: FormValues) => {
    setGeneral(null);
    setIsSaving(true);
    try {
      const { command } = await save(values);
      const label = values['name'] ?? '';
      say(
        command === null ? words.common.nothingChanged : (saved ?? words.common.saved(label)),
        isFinal ? {} : { command },
      );
      onClose();
    } catch (error) {
      setIsSaving(false);
      if (!placeProblem(error, form.current, language, fieldOf)) setGeneral(error);
    }
  };
  useKeys([{ keys: ['Ctrl+Enter'], label: words.common.save, run: () => form.current?.submit() }], 'dialog');
  return (
    <Form
      ref={form}
      label={title}
      initial={initial}
      onSubmit={(values) => void submit(values)}
      className={classes.form}
    >
      {children}
      <ProblemNotice error={general} />
      <div className={classes.dialogButtons}>
        <Button type="submit" loading={isSaving} rightSection={<KeyCaps keys="Ctrl+Enter" />}>
          {confirm ?? words.common.save}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </Form>
  );
}
