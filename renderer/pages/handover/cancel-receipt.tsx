/** A mistaken receipt is answered by a counter-document with a reason: the device is back in stock, both papers stay. */
import { useMutation } from '@tanstack/react-query';
import type { ReceiptEntry } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ReasonForm } from '../reason-form.tsx';

export function CancelReceipt({ receipt, onClose }: { receipt: ReceiptEntry | null; onClose: () => void }) {
  const text = useWords().handover.cancel;
  const { say } = useNotices();
  const cancel = useMutation(api.receipts.cancel.mutationOptions());
  const close = () => {
    cancel.reset();
    onClose();
  };
  return (
    <Dialog
      title={receipt ? text.title(receipt.studentName, receipt.serialNumber) : ''}
      isOpen={receipt !== null}
      onClose={close}
    >
      {receipt && (
        <ReasonForm
          text={text.text}
          reasons={text.reasons}
          confirm={text.confirm}
          isPending={cancel.isPending}
          error={cancel.error}
          onCancel={close}
          onConfirm={(reason) =>
            cancel.mutate(
              { id: receipt.id, reason },
              {
                onSuccess: () => {
                  // A counter-document is never taken back: no undo is offered.
                  say(text.done(receipt.studentName, receipt.serialNumber));
                  close();
                },
              },
            )
          }
        />
      )}
    </Dialog>
  );
}
