/** All backups with counts and health, newest first; each can be gone back to. */
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { Backup } from '../../../shared/contract/backups.ts';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './backups.module.css';

export function BackupTable({ backups, onRestore }: { backups: Backup[]; onRestore: (folder: string) => void }) {
  const { words, number } = useLanguage();
  const text = words.backups;
  return (
    <table className={classes.table} aria-label={text.list}>
      <thead>
        <tr>
          {[text.at, text.reasonTitle, text.place, text.computer].map((header) => (
            <th key={header} scope="col">
              {header}
            </th>
          ))}
          {[text.students, text.devices, text.receipts].map((header) => (
            <th key={header} scope="col" className={classes.number}>
              {header}
            </th>
          ))}
          <th scope="col">{text.state}</th>
          <th scope="col">
            <span className="unseen">{text.restore}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {backups.map((backup) => {
          const when = backup.at === null ? backup.folder : formatInstant(backup.at);
          return (
            <tr key={backup.folder} data-health={backup.health} title={backup.folder}>
              <td>{when}</td>
              <td>{backup.reason && text.reason[backup.reason]}</td>
              <td>{text.places[backup.place]}</td>
              <td>{backup.computer}</td>
              {(['students', 'devices', 'receipts'] as const).map((kind) => (
                <td key={kind} className={classes.number}>
                  {backup.counts && number(backup.counts[kind])}
                </td>
              ))}
              <td>
                <span className={classes.health} data-health={backup.health}>
                  {backup.health === 'sound' ? (
                    <IconShieldCheck size={17} aria-hidden />
                  ) : (
                    <IconAlertTriangle size={17} aria-hidden />
                  )}
                  {text.health[backup.health]}
                </span>
              </td>
              <td className={classes.rowButton}>
                {backup.health === 'sound' && (
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={text.restoreOf(when)}
                    onClick={() => onRestore(backup.folder)}
                  >
                    {text.restore}
                  </Button>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
