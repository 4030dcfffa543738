/** The parts of a pupil's page. */
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ReceiptEntry, StudentPage } from '../../../shared/contract/students.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { useCanEdit } from '../../frame/may.tsx';
import { formatDay, groupDigits } from '../../language/format.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { DeviceMark, PovertyMark } from '../../marks/marks.tsx';
import { Section } from '../section.tsx';
import { Attachments } from './attachments.tsx';
import classes from './student-panel.module.css';

type Line = readonly [label: string, value: ReactNode];

/** Facts one under the other; what is not known is left out. */
function Facts({ lines, ifNone }: { lines: readonly Line[]; ifNone?: string }) {
  const known = lines.filter(([, value]) => value !== null && value !== undefined && value !== '');
  if (known.length === 0 && ifNone !== undefined) return <Nothing>{ifNone}</Nothing>;
  return (
    <dl className={classes.facts}>
      {known.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className={classes.nothing}>{children}</p>;
}

export function Profile({ student }: { student: StudentPage }) {
  const { language, words } = useLanguage();
  const name = (field: string) => fieldName(language, field, 'students');
  return (
    <Section title={words.students.panel.profile}>
      <Facts
        lines={[
          [name('birthDate'), formatDay(student.birthDate)],
          [name('gender'), valueInWords(language, 'gender', student.gender)],
          [name('ethnicity'), student.ethnicity],
          [name('moetId'), groupDigits(student.moetId)],
          [name('personalId'), groupDigits(student.personalId)],
          [name('sortName'), student.sortName],
          [name('note'), student.note],
        ]}
      />
    </Section>
  );
}

export function PovertyHistory({ student }: { student: StudentPage }) {
  const { words } = useLanguage();
  const w = words.students.panel;
  const current = student.povertyStatuses.find((entry) => !entry.isVoided);
  return (
    <Section title={w.povertyHistory}>
      {student.povertyStatuses.length === 0 && <Nothing>{w.noPoverty}</Nothing>}
      <ul className={classes.entries}>
        {student.povertyStatuses.map((entry) => (
          <li key={entry.id} data-voided={entry.isVoided || undefined}>
            <p className={classes.entryHead}>
              <PovertyMark status={entry.status} />
              {entry === current && <em className={classes.current}>{w.current}</em>}
            </p>
            <p className={classes.entryFacts}>
              <span>{w.validFrom(formatDay(entry.validFrom))}</span>
              {entry.reviewYear !== null && <span>{w.reviewYear(String(entry.reviewYear))}</span>}
              {entry.certificateNo !== null && <span>{w.certificate(entry.certificateNo)}</span>}
              {entry.certificateDate !== null && <span>{w.certificateDay(formatDay(entry.certificateDate))}</span>}
              {entry.certificateCommune !== null && <span>{entry.certificateCommune}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Household({ student, onOpen }: { student: StudentPage; onOpen: (pupil: string) => void }) {
  const { language, words } = useLanguage();
  const w = words.students.panel;
  const { household } = student;
  const name = (field: string) => fieldName(language, field, 'households');
  return (
    <Section title={w.household}>
      {household === null ? (
        <Nothing>{w.noHousehold}</Nothing>
      ) : (
        <Facts
          ifNone={w.noHousehold}
          lines={[
            [name('headName'), household.headName],
            [name('headPersonalId'), groupDigits(household.headPersonalId)],
            [name('village'), household.village],
            [name('commune'), household.commune],
            [name('province'), household.province],
            [w.siblings, household.siblings.length > 0 ? <Siblings household={household} onOpen={onOpen} /> : null],
          ]}
        />
      )}
    </Section>
  );
}

function Siblings(props: { household: NonNullable<StudentPage['household']>; onOpen: (pupil: string) => void }) {
  return (
    <ul>
      {props.household.siblings.map((sibling) => (
        <li key={sibling.id}>
          <UnstyledButton className={classes.sibling} onClick={() => props.onOpen(sibling.id)}>
            <span>{sibling.fullName}</span> <span>{sibling.className}</span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}

export function Guardians({ student }: { student: StudentPage }) {
  const { language, words } = useLanguage();
  const w = words.students.panel;
  return (
    <Section title={w.guardians}>
      {student.guardians.length === 0 && <Nothing>{w.noGuardian}</Nothing>}
      <ul className={classes.entries}>
        {student.guardians.map((guardian) => (
          <li key={guardian.id}>
            <p className={classes.entryHead}>
              <strong>{guardian.name}</strong>
              <span>{valueInWords(language, 'relation', guardian.relation)}</span>
            </p>
            <p className={classes.entryFacts}>
              {guardian.phone !== null && <span>{groupDigits(guardian.phone)}</span>}
              {guardian.personalId !== null && <span>{groupDigits(guardian.personalId)}</span>}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export function Papers({ student }: { student: StudentPage }) {
  const words = useWords();
  const w = words.students.panel;
  const canEdit = useCanEdit();
  const attachments = useQuery(
    api.attachments.list.queryOptions({ input: { receipts: student.receipts.map(({ id }) => id) } }),
  );
  const held = student.receipts.filter(({ kind, cancelledBy }) => kind === 'handover' && cancelledBy === null);
  /** What was planned and has been signed since is told by its receipt. */
  const planned = student.assignments.filter(({ device }) => !held.some((receipt) => receipt.device === device));
  return (
    <Section title={w.devices}>
      {planned.length === 0 && student.receipts.length === 0 && <Nothing>{w.noDevices}</Nothing>}
      <ul className={classes.entries}>
        {planned.map((assignment) => (
          <li key={assignment.id}>
            <p className={classes.entryHead}>
              <DeviceMark device="assigned" text={w.planned} />
              <strong>{assignment.serialNumber}</strong>
            </p>
            <p className={classes.entryFacts}>
              {assignment.model !== null && <span>{assignment.model}</span>}
              <span>{assignment.roundName}</span>
            </p>
          </li>
        ))}
        {student.receipts.map((receipt) => (
          <li key={receipt.id} data-voided={receipt.cancelledBy !== null || undefined}>
            <Receipt receipt={receipt} />
            {receipt.kind === 'handover' && (
              <Attachments
                receipt={receipt.id}
                attachments={(attachments.data ?? []).filter((attachment) => attachment.receipt === receipt.id)}
                canEdit={canEdit}
              />
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Receipt({ receipt }: { receipt: ReceiptEntry }) {
  const { language, words } = useLanguage();
  const w = words.students.panel;
  const isOpen = receipt.kind === 'handover' && receipt.cancelledBy === null;
  return (
    <>
      <p className={classes.entryHead}>
        <DeviceMark
          device={isOpen ? 'received' : 'none'}
          text={receipt.kind === 'handover' ? w.handover[receipt.mode] : w.cancellation}
        />
        <strong>{receipt.serialNumber}</strong>
        <time>{formatDay(receipt.receivedOn)}</time>
      </p>
      <p className={classes.entryFacts}>
        {receipt.model !== null && <span>{receipt.model}</span>}
        <span>{receipt.roundName}</span>
        {receipt.receiverName !== null && (
          <span>
            {receipt.receiverRelation === null
              ? w.receivedByName(receipt.receiverName)
              : w.receivedBy(receipt.receiverName, valueInWords(language, 'relation', receipt.receiverRelation))}
          </span>
        )}
        {receipt.cancelledBy !== null && <span>{w.cancelled}</span>}
        {receipt.reason !== null && <span>{receipt.reason}</span>}
        {receipt.overrideReason !== null && <span>{receipt.overrideReason}</span>}
      </p>
    </>
  );
}
