/** What a host and the thread for backups say to each other. */
import type { BackupProgress } from '../../shared/contract/backups.ts';
import type { ProblemDetails } from '../../shared/problems.ts';
import type { BackupManifest } from './manifest.ts';
import type { StageJob } from './stage-backup.ts';
import type { BackupJob, MadeBackup } from './write-backup.ts';

/** What is given and answered, by the name of the task. */
export interface BackupTasks {
  write: { input: BackupJob; output: MadeBackup };
  check: { input: Pick<StageJob, 'backup' | 'key'>; output: BackupManifest };
  /** What SQLite finds wrong with the pages of a register. */
  pages: { input: { file: string; key: Uint8Array }; output: string[] };
  test: { input: Pick<StageJob, 'backup' | 'key'>; output: void };
  stage: { input: StageJob; output: BackupManifest };
}
export type BackupTaskName = keyof BackupTasks;
export type BackupTask = {
  [Name in BackupTaskName]: { name: Name; input: BackupTasks[Name]['input'] };
}[BackupTaskName];

export type BackupAnswer =
  | { type: 'phase'; phase: BackupProgress['phase'] }
  | { type: 'done'; output: unknown }
  | { type: 'problem'; code: string; details: ProblemDetails }
  | { type: 'bug'; stack: string };
