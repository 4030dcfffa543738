/** Opens a file that came by hand and says what became of it. */
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';

export function useOpenFile() {
  const { outcome } = useWords().sync.status;
  const { say } = useNotices();
  const opening = useMutation(api.files.open.mutationOptions());
  return {
    error: opening.error,
    isPending: opening.isPending,
    open: (file: File | undefined) => {
      if (!file) return;
      opening.mutate(
        { file },
        {
          onSuccess: (opened) => {
            const told = opened.map((entry) => outcome[entry.outcome](entry.ownerName, entry.changes));
            const isTaken = opened.every((entry) => entry.outcome === 'taken' || entry.outcome === 'known');
            say(told.join(' '), { tone: isTaken ? 'done' : 'warning' });
          },
        },
      );
    },
  };
}
