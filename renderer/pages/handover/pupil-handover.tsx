/** One pupil: what is planned, what is held, and the receipt to be signed now. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Round } from '../../../shared/contract/register.ts';
import type { ReceiptEntry } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { PovertyMark } from '../../marks/marks.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Section } from '../section.tsx';
import { CancelReceipt } from './cancel-receipt.tsx';
import classes from './handover.module.css';
import { ReceiptForm } from './receipt-form.tsx';
import { ReceiptList } from './receipt-list.tsx';
import { TakeBackPlans } from './take-back-plans.tsx';

interface PupilHandoverProps {
  pupil: string;
  /** Serial number of a device that was scanned before the pupil was found. */
  scanned: string | null;
  round: Round | null;
  onBack: () => void;
  /** A receipt was saved. */
  onSigned: () => void;
}

export function PupilHandover({ pupil, scanned, round, onBack, onSigned }: PupilHandoverProps) {
  const { words } = useLanguage();
  const text = words.handover.pupil;
  const { person } = useRegister();
  const navigate = useNavigate();
  const student = useQuery(api.students.get.queryOptions({ input: { id: pupil } }));
  const [cancelling, setCancelling] = useState<ReceiptEntry | null>(null);
  const [isTakingBack, setIsTakingBack] = useState(false);
  const [isSecond, setIsSecond] = useState(false);
  const [hasSigned, setHasSigned] = useState(false);
  const holds = student.data?.receipts.some((receipt) => receipt.kind === 'handover' && receipt.cancelledBy === null);
  const print = () =>
    void navigate({ to: '/forms', search: { form: 'handover-minutes', pupil, isDone: holds ? true : undefined } });
  useKeys([
    { keys: ['Escape'], label: text.back, run: onBack },
    { keys: ['Ctrl+P'], label: text.minutes, run: print },
  ]);
  if (student.error) return <ProblemNotice error={student.error} />;
  if (!student.data) return <p>{words.common.loading}</p>;
  const { data } = student;
  const held = data.receipts.filter((receipt) => receipt.kind === 'handover' && receipt.cancelledBy === null);
  const plans = data.assignments.filter((plan) => !held.some((receipt) => receipt.device === plan.device));
  const status = data.povertyStatuses.find((entry) => !entry.isVoided)?.status ?? null;
  const canSign = held.length === 0 || isSecond;
  return (
    <div className={classes.onePupil}>
      <header className={classes.pupilHead}>
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={18} aria-hidden />}
          rightSection={<KeyCaps keys="Escape" />}
          onClick={onBack}
        >
          {text.back}
        </Button>
        <h2>{data.fullName}</h2>
        <p>
          <strong>{data.className}</strong>
          <span>{formatDay(data.birthDate)}</span>
          <PovertyMark status={status} />
          <Link to="/students" search={{ pupil }}>
            {text.profile}
          </Link>
        </p>
      </header>
      <div className={classes.pupilBody}>
        <div className={classes.pupilMain}>
          {held.length > 0 && (
            <p className={classes.holds} role="status">
              {text.holds(held.map((receipt) => receipt.serialNumber).join(', '))}
            </p>
          )}
          {held.length > 0 && !isSecond && (
            <div className={classes.actions}>
              <Button
                // Who has just signed leaves the focus to the next pupil.
                autoFocus={!hasSigned}
                variant="default"
                leftSection={<IconPrinter size={18} aria-hidden />}
                rightSection={<KeyCaps keys="Ctrl+P" />}
                onClick={print}
              >
                {text.minutes}
              </Button>
              {person.role === 'principal' && (
                <Button variant="default" onClick={() => setIsSecond(true)}>
                  {text.second}
                </Button>
              )}
            </div>
          )}
          {plans.map((plan) => (
            <p key={plan.id} className={classes.plan}>
              {text.planned(plan.serialNumber, plan.model ?? '', plan.roundName)}
              <Button variant="default" size="compact-sm" onClick={() => setIsTakingBack(true)}>
                {text.takeBack}
              </Button>
            </p>
          ))}
          {data.voidedAt !== null && <p className={classes.holds}>{text.voided}</p>}
          {canSign && data.voidedAt === null && (
            <ReceiptForm
              key={`${plans[0]?.id ?? ''} ${held.length}`}
              student={data}
              serialNumber={scanned ?? plans[0]?.serialNumber ?? ''}
              hasPlan={plans.length > 0}
              mode={round?.mode ?? 'gift'}
              isSecond={held.length > 0}
              onSigned={() => {
                setIsSecond(false);
                setHasSigned(true);
                onSigned();
              }}
            />
          )}
        </div>
        <aside className={classes.papers}>
          <Section title={text.papers}>
            <ReceiptList receipts={data.receipts} empty={text.noPapers} names="device" onCancel={setCancelling} />
          </Section>
        </aside>
      </div>
      <CancelReceipt receipt={cancelling} onClose={() => setCancelling(null)} />
      <TakeBackPlans
        className={data.fullName}
        rows={plans.map((plan) => ({ assignment: plan.id, receipt: null }))}
        isOpen={isTakingBack}
        onClose={() => setIsTakingBack(false)}
      />
    </div>
  );
}
