/** Opens files that came by hand, one after another, and says what became of each. */
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';

export function useOpenFile() {
  const { outcome } = useWords().sync.status;
  const { say } = useNotices();
  const opening = useMutation(api.files.open.mutationOptions());
  const openOne = async (file: File) => {
    const opened = await opening.mutateAsync({ file });
    const told = opened.map((entry) => outcome[entry.outcome](entry.ownerName, entry.changes));
    const isTaken = opened.every((entry) => entry.outcome === 'taken' || entry.outcome === 'known');
    say(told.join(' '), { tone: isTaken ? 'done' : 'warning' });
  };
  return {
    error: opening.error,
    isPending: opening.isPending,
    open: async (files: readonly File[]) => {
      for (const file of files) {
        // The page shows what it failed with; the others are opened all the same.
        await openOne(file).catch(() => undefined);
      }
    },
  };
}
