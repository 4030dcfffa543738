/** What became of going back to a backup, or of recovering without one. */
import { Button } from '@mantine/core';
import type { RestoreResult } from '../../../shared/contract/backups.ts';
import { useWords } from '../../language/language.tsx';
import classes from './backups.module.css';

/** The screens begin anew with the register that is there now; nothing that was typed for the former one goes into it. */
export function Restored({ result }: { result: RestoreResult }) {
  const text = useWords().backups.dialog;
  const open = () => {
    sessionStorage.clear();
    window.location.hash = '';
    window.location.reload();
  };
  return (
    <div className={classes.dialog}>
      <p className={classes.lead} role="status">
        {text.done}
      </p>
      <p>{text.doneText(result.counts.students, result.folder)}</p>
      {(result.salvaged.changes > 0 || result.salvaged.beyond > 0) && (
        <p>{text.salvaged(result.salvaged.changes, result.salvaged.beyond)}</p>
      )}
      {result.replayed.files > 0 && <p>{text.replayed(result.replayed.files, result.replayed.changes)}</p>}
      {result.replayed.waiting > 0 && <p>{text.waiting(result.replayed.waiting)}</p>}
      <div className={classes.buttons}>
        <Button data-autofocus autoFocus onClick={open}>
          {text.open}
        </Button>
      </div>
    </div>
  );
}
