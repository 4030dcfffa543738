/** Takes the plans of a class back that nobody has signed for: the devices are in stock again. */
import { useMutation } from '@tanstack/react-query';
import type { HandoverRow } from '../../../shared/contract/devices.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ReasonForm } from '../reason-form.tsx';

interface TakeBackPlansProps {
  /** Whose plans: a class, or one pupil. */
  className: string;
  rows: readonly Pick<HandoverRow, 'assignment' | 'receipt'>[];
  isOpen: boolean;
  onClose: () => void;
}

export function TakeBackPlans({ className, rows, isOpen, onClose }: TakeBackPlansProps) {
  const text = useWords().handover.takeBackQuestion;
  const { say } = useNotices();
  const takeBack = useMutation(api.assignments.void.mutationOptions());
  const ids = rows.flatMap((row) => (row.assignment !== null && row.receipt === null ? [row.assignment] : []));
  return (
    <Dialog title={text.title(ids.length, className)} isOpen={isOpen} onClose={onClose}>
      <ReasonForm
        text={text.text}
        reasons={text.reasons}
        confirm={text.confirm}
        isPending={takeBack.isPending}
        error={takeBack.error}
        onCancel={onClose}
        onConfirm={(reason) =>
          takeBack.mutate(
            { ids, reason },
            {
              onSuccess: (answer) => {
                say(text.done(ids.length, className), { command: answer.command });
                onClose();
              },
            },
          )
        }
      />
    </Dialog>
  );
}
