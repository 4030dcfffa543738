/** What going back to a backup would change, the one question, and what became of it. */
import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BackupProgress, RestorePreview, RestoreResult } from '../../../shared/contract/backups.ts';
import { api, client } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ProgressBar } from '../../progress/progress-bar.tsx';
import classes from './backups.module.css';
import { phaseNumber, PHASES } from './phases.ts';

/** `folder` null: closed. */
export function RestoreDialog({ folder, onClose }: { folder: string | null; onClose: () => void }) {
  const text = useWords().backups;
  const preview = useQuery({
    ...api.backups.preview.queryOptions({ input: { folder: folder ?? '' } }),
    enabled: folder !== null,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const [isBusy, setIsBusy] = useState(false);
  const at = preview.data?.backup.at;
  return (
    <Dialog
      title={at ? text.dialog.title(formatInstant(at)) : text.restore}
      isOpen={folder !== null}
      onClose={() => !isBusy && onClose()}
      size={640}
    >
      <ProblemNotice error={preview.error} />
      {preview.isLoading && <p role="status">{text.dialog.checking}</p>}
      {preview.data && folder !== null && (
        <Question folder={folder} preview={preview.data} onBusy={setIsBusy} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface QuestionProps {
  folder: string;
  preview: RestorePreview;
  onBusy: (isBusy: boolean) => void;
  onClose: () => void;
}

function Question({ folder, preview, onBusy, onClose }: QuestionProps) {
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
      for await (const event of await client.backups.restore({ folder, keepsLater }))
        if (event.type === 'done') setResult(event.result);
        else setPhase(event.phase);
    } catch (failure) {
      setError(failure);
      onBusy(false);
    } finally {
      setPhase(null);
    }
  };
  if (result) return <Done result={result} />;
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
      {phase && (
        <ProgressBar
          label={text.phase[phase]}
          counts=""
          done={phaseNumber(phase)}
          total={PHASES.length}
          elapsedMs={0}
        />
      )}
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

/** The screens begin anew with the register that is there now; nothing that was typed for the former one goes into it. */
function Done({ result }: { result: RestoreResult }) {
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
      <div className={classes.buttons}>
        <Button data-autofocus autoFocus onClick={open}>
          {text.open}
        </Button>
      </div>
    </div>
  );
}
