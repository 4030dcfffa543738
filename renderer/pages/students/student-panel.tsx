/** One pupil beside the table: who, where, which status, which papers, and what happened. */
import { Button, CloseButton } from '@mantine/core';
import { IconArrowBackUp, IconEye, IconEyeOff, IconHandGrab, IconPencil, IconUserMinus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { useCanEdit } from '../../frame/may.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { PovertyMark } from '../../marks/marks.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Timeline } from '../../timeline/timeline.tsx';
import { ReadOnlyNote } from '../office/read-only-note.tsx';
import { Consent } from '../privacy/consent.tsx';
import { EraseStudents } from '../privacy/erase-students.tsx';
import { RequestDialog } from '../privacy/request-dialog.tsx';
import { SaveWarnings, type SaveWarning } from './save-warnings.tsx';
import { Guardians, Household, Papers, PovertyHistory, Profile } from './student-sections.tsx';
import classes from './student-panel.module.css';
import { RefusedHere } from './student-refusals.tsx';
import { StudentSyncState } from './student-sync-state.tsx';
import { VoidStudent } from './void-student.tsx';
import type { WholeNumbers } from './whole-numbers.ts';

interface StudentPanelProps {
  student: StudentPage;
  numbers: WholeNumbers;
  warnings: readonly SaveWarning[];
  onWarningsSeen: () => void;
  onEdit: () => void;
  onOpen: (pupil: string) => void;
  onClose: () => void;
}

export function StudentPanel(props: StudentPanelProps) {
  const { student, numbers, warnings, onWarningsSeen, onEdit, onOpen, onClose } = props;
  const words = useWords();
  const w = words.students;
  const isOffice = useIsOffice();
  const canEdit = useCanEdit();
  const { say } = useNotices();
  const [isVoiding, setIsVoiding] = useState(false);
  const [asking, setAsking] = useState<'request' | 'erase' | null>(null);
  const restore = useMutation(api.students.restore.mutationOptions());
  const numbersLabel = numbers.isShown ? w.numbers.hide : w.numbers.show;
  useKeys(
    [
      { keys: ['Escape'], label: words.frame.key.close, run: onClose },
      ...(numbers.hasNumbers || numbers.isShown ? [{ keys: ['Alt+I'], label: numbersLabel, run: numbers.toggle }] : []),
    ],
    'panel',
  );
  const status = student.povertyStatuses.find((entry) => !entry.isVoided)?.status ?? null;
  const isVoided = student.voidedAt !== null;
  return (
    <>
      <header className={classes.head}>
        <div className={classes.title}>
          <h2>{student.fullName}</h2>
          <p className={classes.subtitle}>
            {isOffice && <span>{student.schoolName}</span>}
            {student.className && <strong>{student.className}</strong>}
            <PovertyMark status={status} />
          </p>
        </div>
        <CloseButton size="lg" aria-label={words.common.close} onClick={onClose} />
      </header>
      {!canEdit ? (
        <ReadOnlyNote />
      ) : (
        <div className={classes.buttons}>
          {isVoided ? (
            <Button
              size="compact-md"
              leftSection={<IconArrowBackUp size={17} aria-hidden />}
              loading={restore.isPending}
              onClick={() =>
                restore.mutate(
                  { id: student.id },
                  { onSuccess: (answer) => say(w.restored(student.fullName), { command: answer.command }) },
                )
              }
            >
              {words.common.restore}
            </Button>
          ) : (
            <>
              <Button
                size="compact-md"
                leftSection={<IconPencil size={17} aria-hidden />}
                rightSection={<KeyCaps keys="F2" />}
                onClick={onEdit}
              >
                {words.common.edit}
              </Button>
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconHandGrab size={17} aria-hidden />}
                renderRoot={(props: object) => <Link to="/handover" search={{ pupil: student.id }} {...props} />}
              >
                {w.panel.handOver}
              </Button>
              <Button
                size="compact-md"
                variant="default"
                leftSection={<IconUserMinus size={17} aria-hidden />}
                onClick={() => setIsVoiding(true)}
              >
                {words.common.remove}
              </Button>
            </>
          )}
        </div>
      )}
      <div className={classes.body}>
        <ProblemNotice error={restore.error ?? numbers.error} />
        {isVoided && <p className={classes.voided}>{w.panel.voidedNotice(student.voidReason ?? '')}</p>}
        <SaveWarnings warnings={warnings} onFix={onEdit} onSeen={onWarningsSeen} />
        {isOffice ? <RefusedHere student={student} /> : <StudentSyncState student={student} />}
        {(numbers.hasNumbers || numbers.isShown) && (
          <div className={classes.numbers}>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={numbers.isShown ? <IconEyeOff size={16} aria-hidden /> : <IconEye size={16} aria-hidden />}
              rightSection={<KeyCaps keys="Alt+I" />}
              loading={numbers.isPending}
              onClick={numbers.toggle}
            >
              {numbersLabel}
            </Button>
            <small>{w.numbers.remembered}</small>
          </div>
        )}
        <Profile student={student} />
        <PovertyHistory student={student} />
        <Household student={student} onOpen={onOpen} />
        <Guardians student={student} />
        <Papers student={student} />
        <Consent student={student} />
        <Timeline table="students" id={student.id} />
        {!isOffice && (
          <div className={classes.numbers}>
            <Button size="compact-sm" variant="default" onClick={() => setAsking('request')}>
              {words.privacy.section.addRequest}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              renderRoot={(props: object) => (
                <Link to="/forms" search={{ form: 'held-data', pupil: student.id }} {...props} />
              )}
            >
              {words.privacy.printHeld}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => setAsking('erase')}>
              {words.privacy.erase.button}
            </Button>
          </div>
        )}
      </div>
      {asking === 'request' && <RequestDialog student={student} request={null} onClose={() => setAsking(null)} />}
      {asking === 'erase' && <EraseStudents students={[student.id]} reason="request" onClose={() => setAsking(null)} />}
      <VoidStudent student={student} isOpen={isVoiding} onClose={() => setIsVoiding(false)} />
    </>
  );
}
