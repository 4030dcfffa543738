/** Undo: Ctrl Z or a button beside what was done. Names what will go, asks once, then says what stayed and why. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { RecentCommand, UndoResult } from '../../shared/contract/register.ts';
import { commandInWords } from '../../shared/sentences/commands.ts';
import { api } from '../api.ts';
import { useKeys } from '../keys/keys.tsx';
import { formatRecent } from '../language/format.ts';
import { useLanguage } from '../language/language.tsx';
import { useNotices } from '../notices/notices.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Dialog } from './dialog.tsx';
import { useMay } from './may.tsx';
import classes from './undo.module.css';

/** Opens the question for a command; null: for the newest that can be undone. */
type AskUndo = (command: string | null) => void;

const UndoContext = createContext<AskUndo | null>(null);

export function useUndo(): AskUndo {
  const ask = useContext(UndoContext);
  if (!ask) throw new Error('useUndo needs UndoProvider around it');
  return ask;
}

export function UndoProvider({ children }: { children: ReactNode }) {
  const { words } = useLanguage();
  const [asked, setAsked] = useState<{ command: string | null } | null>(null);
  const ask = useMemo<AskUndo>(() => (command) => setAsked({ command }), []);
  const mayUndo = useMay('commands.undo');
  useKeys(mayUndo ? [{ keys: ['Ctrl+Z'], label: words.frame.key.undo, run: () => ask(null) }] : [], 'frame');
  return (
    <UndoContext.Provider value={ask}>
      {children}
      <Dialog title={words.frame.undoTitle} isOpen={asked !== null} onClose={() => setAsked(null)}>
        {asked && <UndoQuestion command={asked.command} onClose={() => setAsked(null)} />}
      </Dialog>
    </UndoContext.Provider>
  );
}

const COMMANDS_LOOKED_AT = 50;

function UndoQuestion({ command, onClose }: { command: string | null; onClose: () => void }) {
  const { language, words } = useLanguage();
  const { say } = useNotices();
  const recent = useQuery(api.commands.recent.queryOptions({ input: { limit: COMMANDS_LOOKED_AT }, staleTime: 0 }));
  const [kept, setKept] = useState<UndoResult['kept']>([]);
  const undo = useMutation(api.commands.undo.mutationOptions());
  const target = recent.data?.find((entry) => (command === null ? entry.canUndo : entry.command === command));

  const run = (entry: RecentCommand) =>
    undo.mutate(
      { command: entry.command },
      {
        onSuccess: (result) => {
          say(words.common.undone(commandInWords(language, entry)), {
            tone: result.kept.length > 0 ? 'warning' : 'done',
          });
          if (result.kept.length > 0) setKept(result.kept);
          else onClose();
        },
      },
    );
  if (recent.isPending) return <p>{words.common.loading}</p>;
  if (recent.error) return <ProblemNotice error={recent.error} />;
  if (kept.length > 0) return <KeptRecords kept={kept} onClose={onClose} />;
  if (!target) return <p>{words.frame.undoNothing}</p>;
  return (
    <div className={classes.question}>
      <p className={classes.target}>{commandInWords(language, target)}</p>
      <p className={classes.who}>{words.students.panel.by(target.actorName, formatRecent(target.at))}</p>
      <p>{target.kind === 'receipt' ? words.frame.undoReceiptText : words.frame.undoText}</p>
      <ProblemNotice error={undo.error} />
      <div className={classes.actions}>
        <Button autoFocus data-autofocus loading={undo.isPending} onClick={() => run(target)}>
          {words.common.undo}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </div>
  );
}

function KeptRecords({ kept, onClose }: { kept: UndoResult['kept']; onClose: () => void }) {
  const words = useLanguage().words;
  return (
    <div className={classes.question}>
      <p>{words.frame.undoKept(kept.length)}</p>
      <ul className={classes.kept}>
        {kept.map((record) => (
          <li key={`${record.table} ${record.record}`}>
            <strong>{record.label}</strong>
            <span>{words.frame.undoKeptReason[record.reason]}</span>
          </li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button autoFocus data-autofocus onClick={onClose}>
          {words.common.close}
        </Button>
      </div>
    </div>
  );
}
