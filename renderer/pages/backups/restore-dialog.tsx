/** What going back to a backup would change, the one question, and what became of it. */
import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BackupProgress, BackupSecret, RestorePreview, RestoreResult } from '../../../shared/contract/backups.ts';
import { client } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { readFailure } from '../../problems/read-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './backups.module.css';
import { PhaseBar } from './phase-bar.tsx';
import { Restored } from './restored.tsx';
import { SecretForm } from './secret-form.tsx';

/** `folder` null: closed. */
export function RestoreDialog({ folder, onClose }: { folder: string | null; onClose: () => void }) {
  const text = useWords().backups;
  const [isBusy, setIsBusy] = useState(false);
  const [at, setAt] = useState<string | null>(null);
  const close = () => {
    if (isBusy) return;
    setAt(null);
    onClose();
  };
  return (
    <Dialog
      title={at === null ? text.restore : text.dialog.title(formatInstant(at))}
      isOpen={folder !== null}
      onClose={close}
      size={640}
    >
      {folder !== null && (
        <Previewed key={folder} folder={folder} onPreview={setAt} onBusy={setIsBusy} onClose={close} />
      )}
    </Dialog>
  );
}

interface PreviewedProps {
  folder: string;
  /** Of when the backup is. */
  onPreview: (at: string | null) => void;
  onBusy: (isBusy: boolean) => void;
  onClose: () => void;
}

/** Looks at the backup; where this PC does not open it by itself, asks for what does. What was typed is kept as long as the dialog stands, and nowhere else. */
function Previewed({ folder, onPreview, onBusy, onClose }: PreviewedProps) {
  const text = useWords().backups;
  const [secret, setSecret] = useState<BackupSecret | undefined>();
  const preview = useMutation({
    mutationFn: (given: BackupSecret | undefined) => client.backups.preview({ folder, secret: given }),
    onSuccess: (found, given) => {
      setSecret(given);
      onPreview(found.backup.at);
    },
  });
  const { mutate } = preview;
  useEffect(() => mutate(undefined), [mutate]);
  if (preview.data)
    return <Question folder={folder} secret={secret} preview={preview.data} onBusy={onBusy} onClose={onClose} />;
  const failure = preview.error && readFailure(preview.error);
  const isSecretWanted =
    preview.variables !== undefined ||
    (failure?.kind === 'problem' && failure.code === 'backupLocked' && failure.details['opensBy'] === 'secret');
  if (isSecretWanted) return <SecretForm isPending={preview.isPending} onSubmit={mutate} onClose={onClose} />;
  return (
    <>
      <ProblemNotice error={preview.error} />
      {preview.isPending && <p role="status">{text.dialog.checking}</p>}
    </>
  );
}

interface QuestionProps {
  folder: string;
  secret: BackupSecret | undefined;
  preview: RestorePreview;
  onBusy: (isBusy: boolean) => void;
  onClose: () => void;
}

function Question({ folder, secret, preview, onBusy, onClose }: QuestionProps) {
  const { words } = useLanguage();
  const text = words.backups;
  const [keepsLater, setKeepsLater] = useState(true);
  const [phase, setPhase] = useState<BackupProgress['phase'] | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [result, setResult] = useState<RestoreResult | null>(null);
  const restore = async () => {
    setError(null);
    setPhase('checking');
    onBusy(true);
    try {
      for await (const event of await client.backups.restore({ folder, secret, keepsLater }))
        if (event.type === 'done') setResult(event.result);
        else setPhase(event.phase);
    } catch (failure) {
      setError(failure);
      onBusy(false);
    } finally {
      setPhase(null);
    }
  };
  if (result) return <Restored result={result} />;
  const { later } = preview;
  return (
    <div className={classes.dialog}>
      <Counts preview={preview} />
      {later === null ? null : later.changes === 0 ? (
        <p>{text.dialog.nothingLater}</p>
      ) : (
        <>
          <p>{text.dialog.later(later.changes, formatInstant(later.from ?? ''))}</p>
          <ul className={classes.later}>
            <li>{text.dialog.students(later.students.added, later.students.changed)}</li>
            <li>{text.dialog.devices(later.devices.added, later.devices.changed)}</li>
            <li>{text.dialog.receipts(later.receipts.added)}</li>
          </ul>
          <Checkbox
            checked={keepsLater}
            onChange={(event) => setKeepsLater(event.currentTarget.checked)}
            label={text.dialog.keep(later.packed)}
            description={text.dialog.leave}
          />
        </>
      )}
      {preview.present !== null && <p className={classes.text}>{text.dialog.aside}</p>}
      {phase && <PhaseBar phase={phase} />}
      <ProblemNotice error={error} />
      <div className={classes.buttons}>
        <Button data-autofocus autoFocus loading={phase !== null} onClick={() => void restore()}>
          {text.dialog.submit}
        </Button>
        <Button variant="default" disabled={phase !== null} onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </div>
  );
}

function Counts({ preview }: { preview: RestorePreview }) {
  const { words, number } = useLanguage();
  const text = words.backups;
  const columns = [
    { name: text.dialog.inBackup, counts: preview.counts },
    ...(preview.present ? [{ name: text.dialog.atPresent, counts: preview.present }] : []),
  ];
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th />
          {[text.students, text.devices, text.receipts].map((header) => (
            <th key={header} scope="col" className={classes.number}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {columns.map(({ name, counts }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className={classes.number}>{number(counts.students)}</td>
            <td className={classes.number}>{number(counts.devices)}</td>
            <td className={classes.number}>{number(counts.receipts)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
