/** The foot of the frame: what was done last, when, and its undo. Read aloud once, stays until the next thing is done. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { formatTime } from '../language/format.ts';
import { useWords } from '../language/language.tsx';
import { useNotices } from '../notices/notices.tsx';
import classes from './frame.module.css';
import { BackupMark } from '../pages/backups/backup-notice.tsx';
import { KeyHelp } from './key-help.tsx';
import { useMay } from './may.tsx';
import { useUndo } from './undo.tsx';

export function StateLine() {
  const words = useWords();
  const { notice } = useNotices();
  const undo = useUndo();
  const mayUndo = useMay('commands.undo');
  return (
    <footer className={classes.stateLine}>
      <div role="status" aria-live="polite" className={classes.stateText} data-tone={notice?.tone}>
        {notice === null ? (
          words.frame.ready
        ) : (
          <>
            {notice.tone === 'done' ? <IconCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
            <span className={classes.stateSentence}>{notice.text}</span>
            <time className={classes.stateTime}>{formatTime(notice.at)}</time>
          </>
        )}
      </div>
      {notice?.command && mayUndo && (
        <Button variant="default" size="compact-sm" onClick={() => undo(notice.command)}>
          {words.common.undo}
        </Button>
      )}
      <div className={classes.stateHelp}>
        <BackupMark />
        <KeyHelp />
      </div>
    </footer>
  );
}
