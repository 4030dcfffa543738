/** What stands beside the table: the pupil's page, or the form of a new or an open pupil. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { StudentForm } from './student-form.tsx';
import { StudentPanel } from './student-panel.tsx';
import classes from './student-panel.module.css';
import type { StudentsSearch } from './students-search.ts';
import type { SaveWarning } from './save-warnings.tsx';
import { useWholeNumbers } from './whole-numbers.ts';

interface StudentSideProps {
  pupil: string | null;
  form: 'new' | 'edit' | null;
  onChange: (change: Partial<StudentsSearch>, options?: { isStep?: boolean }) => void;
  onClose: () => void;
}

export function StudentSide({ pupil, form, onChange, onClose }: StudentSideProps) {
  const words = useWords();
  const [warned, setWarned] = useState<{ pupil: string; warnings: readonly SaveWarning[] } | null>(null);
  const [last, setLast] = useState<StudentPage | null>(null);
  const isNew = form === 'new';
  const student = useQuery(
    api.students.get.queryOptions({ input: { id: pupil ?? '' }, enabled: pupil !== null && !isNew }),
  );
  // The pupil before stays in sight until the next one is there: no flicker while the arrows go down the table.
  if (student.data && student.data !== last) setLast(student.data);
  const { shown, numbers } = useWholeNumbers(student.data ?? last);

  if (isNew) {
    return (
      <aside className={classes.side} aria-label={words.students.form.newTitle}>
        <StudentForm
          student={null}
          onSaved={(id, warnings, isNext) => {
            if (isNext) return;
            setWarned({ pupil: id, warnings });
            onChange({ form: undefined, pupil: id });
          }}
          onCancel={onClose}
          onOpenOther={(id) => onChange({ form: undefined, pupil: id }, { isStep: true })}
        />
      </aside>
    );
  }
  return (
    <aside className={classes.side} aria-label={words.students.panel.label}>
      <ProblemNotice error={student.error} />
      {!shown && !student.error && <p className={classes.loading}>{words.common.loading}</p>}
      {shown && form === 'edit' && student.data && (
        <StudentForm
          key={shown.id}
          student={shown}
          onSaved={(id, warnings) => {
            setWarned({ pupil: id, warnings });
            onChange({ form: undefined });
          }}
          onCancel={() => onChange({ form: undefined })}
          onOpenOther={(id) => onChange({ form: undefined, pupil: id }, { isStep: true })}
        />
      )}
      {shown && form === null && !student.error && (
        <StudentPanel
          student={shown}
          numbers={numbers}
          warnings={warned?.pupil === shown.id ? warned.warnings : []}
          onWarningsSeen={() => setWarned(null)}
          onEdit={() => onChange({ form: 'edit' }, { isStep: true })}
          onOpen={(id) => onChange({ pupil: id }, { isStep: true })}
          onClose={onClose}
        />
      )}
    </aside>
  );
}
