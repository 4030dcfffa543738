/** Takes a pupil out of the register, with a reason. */
import { useMutation } from '@tanstack/react-query';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ReasonForm } from '../reason-form.tsx';

interface VoidStudentProps {
  student: StudentPage;
  isOpen: boolean;
  onClose: () => void;
}

export function VoidStudent({ student, isOpen, onClose }: VoidStudentProps) {
  const w = useWords().students;
  const { say } = useNotices();
  const remove = useMutation(api.students.void.mutationOptions());
  return (
    <Dialog title={w.void.title(student.fullName)} isOpen={isOpen} onClose={onClose}>
      <ReasonForm
        text={w.void.text}
        reasons={w.void.reasons}
        confirm={w.void.confirm}
        isPending={remove.isPending}
        error={remove.error}
        onCancel={onClose}
        onConfirm={(reason) =>
          remove.mutate(
            { id: student.id, reason },
            {
              onSuccess: (answer) => {
                say(w.void.done(student.fullName), { command: answer.command });
                onClose();
              },
            },
          )
        }
      />
    </Dialog>
  );
}
