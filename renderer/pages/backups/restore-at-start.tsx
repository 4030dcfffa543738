/** First start of a PC whose register lies in a backup: found on a stick that is in, or named. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DamageReport } from '../../../shared/contract/backups.ts';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { formatInstant } from '../../language/format.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { BackupTable } from './backup-table.tsx';
import classes from './backups.module.css';
import { OtherBackup } from './other-backup.tsx';
import { RecoverDialog } from './recover-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

/** A stick that is put in while the page stands is seen. */
const ASK_AGAIN_MS = 3000;

export function RestoreAtStart({ onBack, damage }: { onBack: () => void; damage: DamageReport | null }) {
  const text = useWords().backups;
  const [chosen, setChosen] = useState<string | null>(null);
  const [isRecovering, setIsRecovering] = useState(false);
  // Not while a dialog stands: once a register is back, the list is no longer for whoever has no seat, and what came back is still to be read.
  const isAsking = chosen === null && !isRecovering;
  const backups = useQuery(api.backups.list.queryOptions({ refetchInterval: isAsking && ASK_AGAIN_MS }));
  return (
    <div className={classes.section}>
      <h1>{text.start}</h1>
      {damage ? <Damage damage={damage} /> : <p className={classes.text}>{text.startText}</p>}
      <ProblemNotice error={backups.error} keepsFocus />
      {backups.data !== undefined && backups.data.length > 0 && (
        <BackupTable backups={backups.data} onRestore={setChosen} />
      )}
      <OtherBackup onChoose={setChosen} />
      {damage && <RecoverDialog isOpen={isRecovering} onClose={() => setIsRecovering(false)} />}
      <div className={classes.buttons}>
        {damage && (
          <Button variant="default" onClick={() => setIsRecovering(true)}>
            {text.damage.leftoversButton}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {damage ? text.damage.anew : text.back}
        </Button>
      </div>
      <RestoreDialog folder={chosen} onClose={() => setChosen(null)} />
    </div>
  );
}

/** What happened, what was kept, what to do. */
function Damage({ damage }: { damage: DamageReport }) {
  const text = useWords().backups.damage;
  return (
    <div className={classes.state} role="alert">
      <IconAlertTriangle size={22} aria-hidden />
      <div>
        <p className={classes.lead}>
          {text[damage.reason]} ({formatInstant(damage.at)})
        </p>
        <p>{text.kept(damage.folder)}</p>
        <p>{text.next}</p>
      </div>
    </div>
  );
}
