/** The tasks of the thread for backups, by name. */
import type { BackupProgress } from '../../shared/contract/backups.ts';
import type { BackupTask, BackupTaskName, BackupTasks } from './backup-messages.ts';
import { checkPages, testBackup } from './check-register.ts';
import { checkBackup, stageBackup } from './stage-backup.ts';
import { writeBackup } from './write-backup.ts';

export function doTask(
  task: BackupTask,
  tell: (phase: BackupProgress['phase']) => void,
): Promise<BackupTasks[BackupTaskName]['output']> {
  switch (task.name) {
    case 'write':
      return writeBackup(task.input, tell);
    case 'check':
      return checkBackup(task.input, tell);
    case 'pages':
      return Promise.resolve(checkPages(task.input));
    case 'test':
      return testBackup(task.input);
    case 'stage':
      return stageBackup(task.input, tell);
  }
}
