/** One waiting row as a form: every problem beside its field, checked again by the rules of a file. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { ProblemRow, RowNoteOutput } from '../../../shared/contract/imports.ts';
import { columnName } from '../../../shared/sentences/columns.ts';
import { findFieldWords } from '../../../shared/sentences/fields.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { listChoices } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { ChoiceField, DateField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { fieldChoices } from '../../language/field-text.ts';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { RowNote } from '../imports/row-note.tsx';
import { mendFields, mendText, staysRepeated } from './mend-fields.ts';
import classes from './problem-rows.module.css';

interface MendRowProps {
  row: ProblemRow;
  /** The row has left the list. */
  onDone: () => void;
  onBack: () => void;
}

export function MendRow({ row, onDone, onBack }: MendRowProps) {
  const { language, words } = useLanguage();
  const text = words.imports.rows;
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const [notes, setNotes] = useState<readonly RowNoteOutput[]>(row.problems);
  const mend = useMutation(api.imports.mend.mutationOptions());
  const dismiss = useMutation(api.imports.dismiss.mutationOptions());
  // The order stays while the row is being mended.
  const [fields] = useState(() => mendFields(row));
  const initial = useMemo(
    () => Object.fromEntries(fields.map((field) => [field, mendText(field, row.values[field])])),
    [fields, row.values],
  );
  const showProblems = (problems: readonly RowNoteOutput[]) => {
    const beside = problems.filter((note) => note.field !== null);
    form.current?.setProblems(
      Object.fromEntries(beside.map((note) => [note.field, sentence(language, note.problem, note.details)])),
    );
  };
  const submit = (values: FormValues) => {
    const same = staysRepeated(notes, initial, values);
    if (same.length > 0) {
      showProblems(same);
      say(text.still(same.length), { tone: 'warning' });
      return;
    }
    mend.mutate(
      { id: row.id, values: Object.fromEntries(fields.map((field) => [field, values[field] || null])) },
      {
        onSuccess: ({ command, problems }) => {
          if (problems.length > 0) {
            setNotes(problems);
            showProblems(problems);
            say(text.still(problems.length), { tone: 'warning' });
            return;
          }
          form.current?.dropDraft();
          const label = values['fullName'] || values['serialNumber'] || row.label;
          say(command === null ? words.common.nothingChanged : text.saved(label), { command });
          onDone();
        },
      },
    );
  };
  const dismissRow = () =>
    dismiss.mutate(
      { ids: [row.id] },
      {
        onSuccess: (answer) => {
          form.current?.dropDraft();
          say(text.dismissed(answer.dismissed));
          onDone();
        },
      },
    );
  useKeys(
    [
      { keys: ['Ctrl+Enter'], label: text.save, run: () => form.current?.submit() },
      { keys: ['Escape'], label: words.common.back, run: onBack },
    ],
    'panel',
  );
  return (
    <aside className={classes.side} aria-label={text.fields}>
      <header className={classes.head}>
        <h2>{row.label || text.nobody}</h2>
        <p className={classes.quiet}>
          {row.fileName} · {words.imports.place.row(row.sheet, row.row)} · {formatInstant(row.at)}
        </p>
      </header>
      <div className={classes.body}>
        <ul className={classes.notes}>
          {notes.map((note, index) => (
            <li key={index}>
              <RowNote note={note} tone="problem" hasPlace={false} />
            </li>
          ))}
        </ul>
        <Form
          ref={form}
          label={text.fields}
          initial={initial}
          draftKey={`problem-row.${row.id}`}
          draftLabel={row.label}
          className={classes.form}
          onSubmit={submit}
        >
          {fields.map((field) => (
            <MendField key={field} field={field} isFaulty={row.problems.some((note) => note.field === field)} />
          ))}
          <button type="submit" hidden />
        </Form>
      </div>
      <footer className={classes.foot}>
        <ProblemNotice error={mend.error ?? dismiss.error} />
        <div className={classes.actions}>
          <Button
            loading={mend.isPending}
            rightSection={<KeyCaps keys="Ctrl+Enter" />}
            onClick={() => form.current?.submit()}
          >
            {text.save}
          </Button>
          <Button variant="default" loading={dismiss.isPending} onClick={dismissRow}>
            {text.dismiss}
          </Button>
        </div>
      </footer>
    </aside>
  );
}

function MendField({ field, isFaulty }: { field: string; isFaulty: boolean }) {
  const { language, words } = useLanguage();
  const label = columnName(language, field);
  const className = isFaulty ? classes.faulty : undefined;
  const list = fieldChoices(field);
  if (list !== undefined) {
    return (
      <ChoiceField
        name={field}
        label={label}
        choices={listChoices(language, list)}
        emptyLabel={words.common.chooseNothing}
        className={className}
      />
    );
  }
  if (findFieldWords(field)?.shows === 'day') return <DateField name={field} label={label} className={className} />;
  return <TextField name={field} label={label} className={className} />;
}
