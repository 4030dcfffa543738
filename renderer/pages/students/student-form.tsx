/** The form of a pupil with household, guardian and status: all on one side, all by keyboard, saved in one command. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { type FieldProblems, Form, type FormHandle } from '../../fields/form.tsx';
import { DiscardQuestion } from '../../fields/discard-question.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import type { SaveWarning } from './save-warnings.tsx';
import { SimilarStudents } from './similar-students.tsx';
import { BasicFields, GuardianFields, HouseholdFields, PovertyFields } from './student-form-fields.tsx';
import { findFaults, isReviewYear, studentToValues, valuesToStudent } from './student-form-values.ts';
import classes from './student-form.module.css';

interface StudentFormProps {
  /** Null: a new pupil. */
  student: StudentPage | null;
  /** `isNext`: the form stays for another new pupil. */
  onSaved: (id: string, warnings: readonly SaveWarning[], isNext: boolean) => void;
  onCancel: () => void;
  /** A pupil like the one being typed is to be looked at. */
  onOpenOther: (id: string) => void;
}

const FORM_ID = 'student-form';

export function StudentForm(props: StudentFormProps) {
  // A pupil after a pupil: a fresh form that remembers the class.
  const [turn, setTurn] = useState({ number: 0, className: '' });
  return (
    <StudentFormTurn
      key={turn.number}
      {...props}
      className={turn.className}
      onNext={(className) => setTurn({ number: turn.number + 1, className })}
    />
  );
}

function StudentFormTurn(props: StudentFormProps & { className: string; onNext: (className: string) => void }) {
  const { student, onSaved, onCancel } = props;
  const { language, words } = useLanguage();
  const w = words.students.form;
  const { say } = useNotices();
  const form = useRef<FormHandle>(null);
  const isNext = useRef(false);
  const [identity, setIdentity] = useState<{ fullName: string; birthDate: string | null }>({
    fullName: '',
    birthDate: null,
  });
  const [isDiscarding, setIsDiscarding] = useState(false);
  const [general, setGeneral] = useState<unknown>(null);
  const save = useMutation(api.students.save.mutationOptions());
  const similar = useQuery(
    api.students.similar.queryOptions({ input: identity, enabled: student === null && identity.fullName !== '' }),
  );
  const [initial] = useState(() => ({
    ...studentToValues(student),
    ...(student === null && { className: props.className }),
  }));
  const failure = general === null ? null : readFailure(general);
  const isDouble = failure?.kind === 'problem' && failure.code === 'studentDouble';

  const check = (values: FormValues): FieldProblems => ({
    ...Object.fromEntries(
      Object.entries(findFaults(student, values)).map(([name, fault]) => [
        name,
        sentence(language, fault.problem, fault.details),
      ]),
    ),
    ...(isReviewYear(values['povertyStatus.reviewYear'] ?? '')
      ? {}
      : { 'povertyStatus.reviewYear': w.reviewYearProblem }),
  });
  const submit = (values: FormValues, isKnownDouble = false) => {
    setGeneral(null);
    save.mutate(valuesToStudent(student, values, isKnownDouble), {
      onSuccess: (answer) => {
        form.current?.dropDraft();
        const name = values['fullName'] ?? '';
        say(
          answer.command === null
            ? words.common.nothingChanged
            : student === null
              ? w.savedNew(name)
              : w.savedEdit(name),
          { command: answer.command, tone: answer.warnings.length > 0 ? 'warning' : 'done' },
        );
        const goesOn = isNext.current && student === null;
        onSaved(answer.id, answer.warnings, goesOn);
        if (goesOn) props.onNext(values['className'] ?? '');
      },
      onError: (error) => {
        if (!placeProblem(error, form.current, language)) setGeneral(error);
      },
    });
  };
  const start = (next: boolean) => {
    isNext.current = next;
    form.current?.submit();
  };
  const leave = () => {
    if (form.current?.isDirty()) setIsDiscarding(true);
    else onCancel();
  };
  useKeys(
    [
      { keys: ['Ctrl+Enter'], label: w.save, run: () => start(false) },
      ...(student === null ? [{ keys: ['Alt+Enter'], label: w.saveAndNext, run: () => start(true) }] : []),
      { keys: ['Escape'], label: words.common.cancel, run: leave },
    ],
    'panel',
  );
  return (
    <>
      <header className={classes.head}>
        <h2>{student === null ? w.newTitle : w.editTitle(student.fullName)}</h2>
      </header>
      <div className={classes.body}>
        <Form
          ref={form}
          id={FORM_ID}
          label={student === null ? w.newTitle : w.editTitle(student.fullName)}
          initial={initial}
          draftKey={student === null ? 'student.new' : `student.${student.id}`}
          draftLabel={student?.fullName ?? ''}
          check={check}
          onSubmit={submit}
          onCommit={(name, values) => {
            if (name !== 'fullName' && name !== 'birthDate') return;
            setIdentity({
              fullName: values['fullName'] ?? '',
              birthDate: readDayText(values['birthDate'] ?? '') ?? null,
            });
          }}
          className={classes.form}
        >
          <BasicFields isNew={student === null} />
          <SimilarStudents students={similar.data ?? []} onOpen={props.onOpenOther} />
          <HouseholdFields />
          <div className={classes.column}>
            <GuardianFields />
            <PovertyFields student={student} />
          </div>
        </Form>
      </div>
      <footer className={classes.foot}>
        <ProblemNotice error={general}>
          {isDouble && (
            <Button
              variant="default"
              loading={save.isPending}
              onClick={() => form.current && submit(form.current.values(), true)}
            >
              {w.double}
            </Button>
          )}
        </ProblemNotice>
        <div className={classes.actions}>
          <Button loading={save.isPending} rightSection={<KeyCaps keys="Ctrl+Enter" />} onClick={() => start(false)}>
            {w.save}
          </Button>
          {student === null && (
            <Button
              variant="default"
              disabled={save.isPending}
              rightSection={<KeyCaps keys="Alt+Enter" />}
              onClick={() => start(true)}
            >
              {w.saveAndNext}
            </Button>
          )}
          <Button variant="default" rightSection={<KeyCaps keys="Escape" />} onClick={leave}>
            {words.common.cancel}
          </Button>
        </div>
      </footer>
      <DiscardQuestion
        isOpen={isDiscarding}
        onStay={() => setIsDiscarding(false)}
        onDiscard={() => {
          form.current?.dropDraft();
          setIsDiscarding(false);
          onCancel();
        }}
      />
    </>
  );
}
