/** Receipts and counter-documents, both visible: what was signed, by whom, and what cancelled it. */
import { Button } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleX, IconFileX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReceiptEntry } from '../../../shared/contract/students.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { formatDay, groupDigits } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './handover.module.css';

interface ReceiptListProps {
  receipts: readonly ReceiptEntry[];
  empty: string;
  /** What names a line: the device of a pupil's papers, the pupil of a device's. */
  names: 'device' | 'pupil';
  onCancel?: ((receipt: ReceiptEntry) => void) | undefined;
}

export function ReceiptList({ receipts, empty, names, onCancel }: ReceiptListProps) {
  if (receipts.length === 0) return <p className={classes.quiet}>{empty}</p>;
  return (
    <ul className={classes.receipts}>
      {receipts.map((receipt) => (
        <li key={receipt.id} data-cancelled={receipt.cancelledBy !== null || undefined} data-kind={receipt.kind}>
          <Receipt receipt={receipt} names={names} onCancel={onCancel} />
        </li>
      ))}
    </ul>
  );
}

function Receipt({
  receipt,
  names,
  onCancel,
}: { receipt: ReceiptEntry } & Pick<ReceiptListProps, 'names' | 'onCancel'>) {
  const { language, words } = useLanguage();
  const text = words.handover.receipt;
  const isOpen = receipt.kind === 'handover' && receipt.cancelledBy === null;
  const receiver =
    receipt.receiverName === null
      ? null
      : text.signedBy(receipt.receiverName, valueInWords(language, 'relation', receipt.receiverRelation));
  return (
    <>
      <p className={classes.receiptHead}>
        <ReceiptIcon receipt={receipt} />
        <strong>{receipt.kind === 'handover' ? text.kind[receipt.mode] : text.cancellation}</strong>
        <time>{formatDay(receipt.receivedOn)}</time>
        {names === 'device' ? (
          <span>{receipt.serialNumber}</span>
        ) : (
          <Link to="/students" search={{ pupil: receipt.student }}>
            {receipt.studentName} {receipt.className}
          </Link>
        )}
        {receipt.cancelledBy !== null && <em>{text.cancelled}</em>}
      </p>
      <p className={classes.receiptFacts}>
        {[
          names === 'device' ? receipt.model : null,
          receipt.roundName,
          receiver,
          receipt.receiverPersonalId === null ? null : groupDigits(receipt.receiverPersonalId),
          receipt.reason === null ? null : text.reason(receipt.reason),
          receipt.overrideReason === null ? null : text.override(receipt.overrideReason),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {isOpen && onCancel && (
        <Button variant="default" size="compact-sm" onClick={() => onCancel(receipt)}>
          {text.cancel}
        </Button>
      )}
    </>
  );
}

function ReceiptIcon({ receipt }: { receipt: ReceiptEntry }) {
  if (receipt.kind === 'cancellation') return <IconFileX size={17} aria-hidden />;
  if (receipt.cancelledBy !== null) return <IconCircleX size={17} aria-hidden />;
  return <IconCircleCheckFilled size={17} aria-hidden />;
}
