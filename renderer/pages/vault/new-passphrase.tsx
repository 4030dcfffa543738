/** A new passphrase, typed twice, with what is to be said about it while it is typed. */
import { useState } from 'react';
import { gradePassphrase, SHORTEST_PASSPHRASE } from '../../../shared/rules/passphrase.ts';
import type { FormValues } from '../../fields/drafts.ts';
import type { FieldProblems } from '../../fields/form.tsx';
import { SecretField } from '../../fields/secret-field.tsx';
import { useWords } from '../../language/language.tsx';
import type { Words } from '../../language/words.ts';
import classes from './vault.module.css';

interface NewPassphraseProps {
  label?: string;
  /** Names that everybody knows: they do not count. */
  known: readonly string[];
  takesFocus?: boolean;
}

export function NewPassphrase({ label, known, takesFocus = false }: NewPassphraseProps) {
  const { vault: w } = useWords();
  const [typed, setTyped] = useState('');
  const grade = typed === '' ? null : gradePassphrase(typed, known);
  return (
    <>
      <SecretField
        name="newPassphrase"
        label={label ?? w.newPassphrase}
        hint={w.hint}
        takesFocus={takesFocus}
        isNew
        onType={setTyped}
      />
      <p className={classes.grade} role="status" data-grade={grade ?? undefined}>
        {grade === 'tooShort'
          ? w.grade.tooShort(SHORTEST_PASSPHRASE - Array.from(typed.normalize('NFC')).length)
          : grade && w.grade[grade]}
      </p>
      <SecretField name="again" label={w.again} isNew />
    </>
  );
}

/** What is wrong with the two fields, before anything is sent. */
export function checkNewPassphrase(values: FormValues, known: readonly string[], w: Words['vault']): FieldProblems {
  const typed = values['newPassphrase'] ?? '';
  const grade = gradePassphrase(typed, known);
  if (typed === '') return {};
  if (grade === 'tooSimple' || grade === 'tooLong') return { newPassphrase: w.grade[grade] };
  if (grade === 'tooShort')
    return { newPassphrase: w.grade.tooShort(SHORTEST_PASSPHRASE - Array.from(typed.normalize('NFC')).length) };
  return typed === values['again'] ? {} : { again: w.differ };
}
