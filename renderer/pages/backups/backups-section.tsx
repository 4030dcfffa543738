/** Sao lưu: how old the newest backup is, making one now, the list of all, where they go. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { BackupStatus } from '../../../shared/contract/backups.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api } from '../../api.ts';
import { formatRecent } from '../../language/format.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { BackupPlaces } from './backup-places.tsx';
import { BackupTable } from './backup-table.tsx';
import classes from './backups.module.css';
import { MakeBackup } from './make-backup.tsx';
import { OldCopies } from './old-copies.tsx';
import { OtherBackup } from './other-backup.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

export function BackupsSection() {
  const text = useWords().backups;
  const status = useQuery(api.backups.status.queryOptions());
  const backups = useQuery(api.backups.list.queryOptions());
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <div className={classes.section}>
      <p className={classes.text}>{text.text}</p>
      {status.data && <State status={status.data} />}
      <MakeBackup />
      <ProblemNotice error={status.error ?? backups.error} keepsFocus />
      <h3>{text.list}</h3>
      {backups.data?.length === 0 && <p className={classes.text}>{text.none}</p>}
      {backups.data !== undefined && backups.data.length > 0 && (
        <BackupTable backups={backups.data} onRestore={setChosen} />
      )}
      <OldCopies />
      <OtherBackup onChoose={setChosen} />
      {status.data && <BackupPlaces key={status.data.folderSetting} status={status.data} />}
      <RestoreDialog folder={chosen} onClose={() => setChosen(null)} />
    </div>
  );
}

function State({ status }: { status: BackupStatus }) {
  const { words, language } = useLanguage();
  const text = words.backups;
  const { newestAt, ageDays, hasChanged, urgency, testedAt, testProblem, damagedAt, places } = status;
  const isCalm = damagedAt === null && newestAt !== null && (urgency === 'none' || urgency === 'remind');
  const problem = places.find((place) => place.problem !== null && place.folder !== null);
  return (
    <div className={classes.state} data-calm={isCalm || undefined} lang={language}>
      {isCalm ? <IconShieldCheck size={22} aria-hidden /> : <IconAlertTriangle size={22} aria-hidden />}
      <div>
        <p className={classes.lead}>
          {newestAt === null ? text.none : text.newest(formatRecent(newestAt), ageDays ?? 0)}
        </p>
        {damagedAt !== null && <p className={classes.lead}>{text.damagedPages}</p>}
        {newestAt !== null && <p>{hasChanged ? text.changed : text.unchanged}</p>}
        {testProblem !== null ? (
          <p>{text.testFailed}</p>
        ) : (
          testedAt !== null && <p>{text.tested(formatRecent(testedAt))}</p>
        )}
        {places.some(({ kind, folder }) => kind === 'stick' && folder === null) && <p>{text.placeMissing}</p>}
        {problem && <PlaceProblem code={problem.problem ?? ''} place={problem.folder ?? ''} />}
      </div>
    </div>
  );
}

function PlaceProblem({ code, place }: { code: string; place: string }) {
  const { language } = useLanguage();
  return <p>{sentence(language, code, { place })}</p>;
}
