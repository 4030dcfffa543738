/** Third step: what was written, what waits, and the way back. */
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconCircleCheck } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ImportPreview, ImportResult } from '../../../shared/contract/imports.ts';
import { useUndo } from '../../frame/undo.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useLanguage } from '../../language/language.tsx';
import { Page } from '../page.tsx';
import type { ImportDesk } from './import-desk.ts';
import { countRows } from './import-desks.tsx';
import classes from './imports.module.css';
import { RowNote } from './row-note.tsx';

interface ImportedFileProps {
  desk: ImportDesk;
  preview: ImportPreview;
  result: ImportResult;
  tabs: ReactNode;
}

/** More lines than anybody reads; the rest waits in the list of problem rows. */
const NOTES_SHOWN = 100;

export function ImportedFile({ desk, preview, result, tabs }: ImportedFileProps) {
  const { words } = useLanguage();
  const text = words.imports.result;
  const undo = useUndo();
  const navigate = useNavigate();
  const { id, accepted, changed, unchanged, rejected, warnings } = result;
  const again = () => desk.startAgain();
  const rejectedRows = countRows(rejected);
  const goOn = () => {
    if (rejectedRows > 0) void navigate({ to: '/imports', search: { show: 'problems' } });
    else void navigate({ to: preview.kind === 'roster' ? '/students' : '/handover' });
  };
  useKeys([
    { keys: ['Escape', 'Ctrl+O'], label: text.again, run: again },
    { keys: ['Ctrl+Enter'], label: words.frame.key.main, run: goOn },
  ]);
  return (
    <Page title={words.frame.pages.imports}>
      {tabs}
      <div className={classes.card}>
        <h2 className={classes.resultTitle}>
          <IconCircleCheck size={26} aria-hidden />
          {id === null ? text.nothing : text.title[preview.kind](accepted, changed)}
        </h2>
        <ul className={classes.resultLines}>
          <li>{preview.fileName}</li>
          {unchanged > 0 && <li>{text.unchanged(unchanged)}</li>}
          {rejectedRows > 0 && <li>{text.rejected(rejectedRows)}</li>}
        </ul>
        <div className={classes.actions}>
          <Button autoFocus onClick={goOn}>
            {rejectedRows > 0 ? text.mend(rejectedRows) : preview.kind === 'roster' ? text.seePupils : text.handOver}
          </Button>
          <Button variant="default" onClick={again}>
            {text.again}
          </Button>
          {id !== null && (
            <Button
              variant="default"
              leftSection={<IconArrowBackUp size={18} aria-hidden />}
              rightSection={<KeyCaps keys="Ctrl+Z" />}
              onClick={() => undo(id)}
            >
              {words.common.undo}
            </Button>
          )}
        </div>
      </div>
      <Notes title={text.rejectedTitle} notes={rejected} tone="problem" />
      <Notes title={text.warningsTitle} notes={warnings} tone="warning" />
    </Page>
  );
}

function Notes({
  title,
  notes,
  tone,
}: {
  title: string;
  notes: ImportResult['warnings'];
  tone: 'problem' | 'warning';
}) {
  const { words } = useLanguage();
  if (notes.length === 0) return null;
  return (
    <section className={classes.card}>
      <h3>
        {title} <span className={classes.count}>{notes.length}</span>
      </h3>
      <ul className={classes.notes}>
        {notes.slice(0, NOTES_SHOWN).map((note, index) => (
          <li key={index}>
            <RowNote note={note} tone={tone} />
          </li>
        ))}
      </ul>
      {notes.length > NOTES_SHOWN && (
        <p className={classes.quiet}>{words.imports.result.more(notes.length - NOTES_SHOWN)}</p>
      )}
    </section>
  );
}
