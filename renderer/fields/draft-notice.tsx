/** Says that unfinished typing was found, and offers to give it up. */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { formatRecent } from '../language/format.ts';
import { useWords } from '../language/language.tsx';
import type { Draft } from './drafts.ts';
import classes from './draft-notice.module.css';

export function DraftNotice({ draft, onDrop }: { draft: Draft; onDrop: () => void }) {
  const words = useWords();
  return (
    <div className={classes.draft} role="status">
      <IconPencil size={18} aria-hidden />
      <span className={classes.draftText}>{words.common.draftBack(formatRecent(draft.at))}</span>
      <Button variant="default" size="compact-sm" onClick={onDrop}>
        {words.common.draftDrop}
      </Button>
    </div>
  );
}
