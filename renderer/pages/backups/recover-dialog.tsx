/** A damaged or missing register without any backup: recovered from packages and from what its file still yields; what became of it, with counts. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BackupProgress, BackupSecret, RestoreResult } from '../../../shared/contract/backups.ts';
import { client } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import classes from './backups.module.css';
import { PhaseBar } from './phase-bar.tsx';
import { Restored } from './restored.tsx';
import { SecretForm } from './secret-form.tsx';

export function RecoverDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { words } = useLanguage();
  const text = words.backups;
  const [phase, setPhase] = useState<BackupProgress['phase'] | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [isSecretWanted, setIsSecretWanted] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<RestoreResult | null>(null);
  // Not a mutation: when one has ended, every page asks anew, and this one would be gone before it has said what came back.
  const recover = async (secret: BackupSecret | undefined, onError: (failure: unknown) => void) => {
    setIsBusy(true);
    try {
      for await (const event of await client.backups.recover({ secret }))
        if (event.type === 'done') setResult(event.result);
        else setPhase(event.phase);
    } catch (failure) {
      onError(failure);
    } finally {
      setPhase(null);
      setIsBusy(false);
    }
  };
  const begin = () => {
    setError(null);
    void recover(undefined, (failure) => {
      const read = readFailure(failure);
      if (read.kind === 'problem' && read.code === 'backupLocked') setIsSecretWanted(true);
      else setError(failure);
    });
  };
  const close = () => {
    if (isBusy || result) return;
    setError(null);
    setIsSecretWanted(false);
    onClose();
  };
  return (
    <Dialog title={text.damage.leftovers} isOpen={isOpen} onClose={close} size={640}>
      {result ? (
        <Restored result={result} />
      ) : (
        <div className={classes.dialog}>
          {phase && <PhaseBar phase={phase} />}
          {isSecretWanted ? (
            <SecretForm
              isFormer
              isPending={isBusy}
              onSubmit={(secret, { onError }) => void recover(secret, onError)}
              onClose={close}
            />
          ) : (
            <>
              <p className={classes.text}>{text.damage.leftoversText}</p>
              <ProblemNotice error={error} />
              <div className={classes.buttons}>
                <Button data-autofocus autoFocus loading={isBusy} onClick={begin}>
                  {text.damage.leftoversSubmit}
                </Button>
                <Button variant="default" disabled={isBusy} onClick={close}>
                  {words.common.cancel}
                </Button>
              </div>
            </>
          )}
        </div>
      )}
    </Dialog>
  );
}
