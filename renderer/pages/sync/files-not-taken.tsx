/** Files of this side that whoever collects has and does not count: per computer, with the reason and what helps. */
import { IconAlertTriangle } from '@tabler/icons-react';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { useWords } from '../../language/language.tsx';
import classes from './sync.module.css';

export function FilesNotTaken({ files }: { files: SyncStatus['notTaken'] }) {
  const { sync } = useWords();
  if (files.length === 0) return null;
  return (
    <ul className={classes.card} aria-label={sync.notTaken.title}>
      {files.map(({ replica, name, isThisOne, reason, files: count, changes }) => (
        <li key={`${replica} ${reason}`} className={classes.notTaken}>
          <IconAlertTriangle size={17} aria-hidden />
          <span>
            {sync.notTaken.line(isThisOne ? sync.computers.thisOne : name, count, changes)} {sync.reason[reason]}.{' '}
            {sync.notTaken.help[reason]}
          </span>
        </li>
      ))}
    </ul>
  );
}
