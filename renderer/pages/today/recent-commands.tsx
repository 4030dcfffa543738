/** What was done last, newest first, each with its undo. */
import { Button } from '@mantine/core';
import type { RecentCommand } from '../../../shared/contract/register.ts';
import { commandInWords } from '../../../shared/sentences/commands.ts';
import { useMay } from '../../frame/may.tsx';
import { useUndo } from '../../frame/undo.tsx';
import { formatRecent } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import classes from './today.module.css';

export function RecentCommands({ recent }: { recent: readonly RecentCommand[] }) {
  const { language, words } = useLanguage();
  const undo = useUndo();
  const mayUndo = useMay('commands.undo');
  return (
    <section className={classes.card} aria-label={words.today.recent}>
      <h2>{words.today.recent}</h2>
      {recent.length === 0 && <p className={classes.quiet}>{words.today.recentEmpty}</p>}
      <ol className={classes.recent}>
        {recent.map((entry) => {
          const what = commandInWords(language, entry);
          return (
            <li key={entry.command} className={classes.recentLine}>
              <div className={classes.recentWords} data-undone={entry.isUndone || undefined}>
                <p>{what}</p>
                <p className={classes.recentBy}>
                  {words.students.panel.by(entry.actorName, formatRecent(entry.at))}
                  {entry.isUndone && <em>{words.today.undone}</em>}
                </p>
              </div>
              {entry.canUndo && mayUndo && (
                <Button
                  variant="default"
                  size="compact-md"
                  aria-label={words.today.undoOf(what)}
                  onClick={() => undo(entry.command)}
                >
                  {words.common.undo}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
