/** Pupils that may be the one being typed: shown before anything is saved. */
import { UnstyledButton } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import type { StudentRow } from '../../../shared/contract/students.ts';
import { formatDay } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import classes from './student-form.module.css';

export function SimilarStudents(props: { students: readonly StudentRow[]; onOpen: (id: string) => void }) {
  const w = useWords().students.form;
  if (props.students.length === 0) return null;
  return (
    <section className={classes.similar} role="status" aria-label={w.similarTitle}>
      <p className={classes.similarTitle}>
        <IconUsers size={18} aria-hidden />
        {w.similarTitle}
      </p>
      <ul>
        {props.students.slice(0, 4).map((student) => (
          <li key={student.id}>
            <UnstyledButton className={classes.similarOpen} onClick={() => props.onOpen(student.id)}>
              <strong>{student.fullName}</strong> <span>{formatDay(student.birthDate)}</span>{' '}
              <span>{student.className}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
