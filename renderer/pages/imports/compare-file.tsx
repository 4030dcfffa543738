/**
 * Second step: what every column became, and what every row would do. Nothing is saved before "Ghi vào sổ"; Esc puts
 * the file away.
 */
import { Button } from '@mantine/core';
import { IconDatabaseImport } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useKeys } from '../../keys/keys.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Page } from '../page.tsx';
import { ColumnTable } from './column-table.tsx';
import { droppedHeaders, groupColumns } from './column-groups.ts';
import { DeliveryFacts, type DeliveryHandle } from './delivery-facts.tsx';
import type { ImportDesk, ImportState } from './import-desk.ts';
import classes from './imports.module.css';
import { WorkBar } from './reading-file.tsx';
import { countRowsOf, filledGroups, hasAnythingToWrite, type RowGroup } from './row-groups.ts';
import { RowNote } from './row-note.tsx';
import { StagedRows } from './staged-rows.tsx';

interface CompareFileProps {
  desk: ImportDesk;
  state: Extract<ImportState, { step: 'compare' }>;
  tabs: ReactNode;
}

type View = 'columns' | RowGroup;

export function CompareFile({ desk, state, tabs }: CompareFileProps) {
  const { words } = useLanguage();
  const text = words.imports;
  const { preview, work } = state;
  const [chosen, setView] = useState<View>('columns');
  const delivery = useRef<DeliveryHandle>(null);
  const groups = filledGroups(preview.counts);
  // Other columns may have emptied the group that was being looked at.
  const view = chosen === 'columns' || groups.includes(chosen) ? chosen : 'columns';
  const views: View[] = ['columns', ...groups];
  const canWrite = work === null && hasAnythingToWrite(preview);

  const write = () => {
    if (!canWrite) return;
    if (desk.kind === 'roster') void desk.write(undefined);
    else {
      const facts = delivery.current?.read();
      if (facts) void desk.write(facts);
    }
  };
  const step = (by: number) => setView(views[(views.indexOf(view) + by + views.length) % views.length] ?? 'columns');
  useKeys([
    { keys: ['Ctrl+Enter'], label: text.write, run: write },
    { keys: ['Escape'], label: work ? text.stop : text.putAway, run: () => (work ? desk.cancel() : desk.startAgain()) },
    { keys: ['Alt+ArrowRight'], label: text.nextView, run: () => step(1) },
    { keys: ['Alt+ArrowLeft'], label: text.previousView, run: () => step(-1) },
  ]);
  return (
    <Page
      isFull
      title={words.frame.pages.imports}
      actions={
        <>
          <Button variant="default" disabled={work !== null} onClick={() => desk.startAgain()}>
            {text.putAway}
          </Button>
          <Button
            autoFocus
            leftSection={<IconDatabaseImport size={18} aria-hidden />}
            rightSection={<KeyCaps keys="Ctrl+Enter" />}
            disabled={!canWrite}
            onClick={write}
          >
            {text.write}
          </Button>
        </>
      }
    >
      {tabs}
      <ProblemNotice error={state.error} />
      <FileLine state={state} />
      {work && (
        <div className={classes.card}>
          <WorkBar work={work} />
          <div>
            <Button variant="default" onClick={() => desk.cancel()}>
              {text.stop}
            </Button>
          </div>
        </div>
      )}
      {preview.delivery && <DeliveryFacts ref={delivery} stage={preview.stage} facts={preview.delivery} />}
      <div className={classes.views} role="tablist" aria-label={text.viewsLabel}>
        {views.map((entry) => (
          <button
            key={entry}
            type="button"
            role="tab"
            className={classes.view}
            aria-selected={entry === view}
            data-group={entry}
            onClick={() => setView(entry)}
          >
            {text.views[entry]}
            <ViewCount view={entry} state={state} />
          </button>
        ))}
        <span className={classes.viewHint}>{text.viewText[view]}</span>
      </div>
      {view === 'columns' ? (
        <ColumnTable desk={desk} preview={preview} isBusy={work !== null} />
      ) : (
        <StagedRows key={view} desk={desk} state={state} group={view} />
      )}
    </Page>
  );
}

function ViewCount({ view, state }: { view: View; state: CompareFileProps['state'] }) {
  const { number } = useLanguage();
  const { preview } = state;
  const count = view === 'columns' ? groupColumns(preview.columns).length : countRowsOf(view, preview.counts);
  return <span className={classes.count}>{number(count)}</span>;
}

/** What was read, what is left out, and whether it was here before. */
function FileLine({ state }: { state: CompareFileProps['state'] }) {
  const { words } = useLanguage();
  const text = words.imports;
  const { preview } = state;
  const { counts, encoding, sameAs } = preview;
  const dropped = droppedHeaders(preview.columns);
  return (
    <div className={classes.fileLine}>
      <p>
        <strong>{preview.fileName}</strong>
        {' · '}
        {text.rowsRead(counts.new + counts.changed + counts.unchanged + counts.problems)}
        {/^(?:tcvn3|vni)/i.test(encoding) && ` · ${text.converted(encoding)}`}
        {preview.skippedSheets.length > 0 && ` · ${text.skippedSheets(preview.skippedSheets.join(', '))}`}
      </p>
      {sameAs && <p className={classes.sameAs}>{text.sameAs(formatInstant(sameAs.at))}</p>}
      {!sameAs && !hasAnythingToWrite(preview) && <p className={classes.sameAs}>{text.nothingToWrite}</p>}
      {dropped.length > 0 && <p className={classes.quiet}>{text.dropped(dropped.length, dropped.join(', '))}</p>}
      {preview.notes.length > 0 && (
        <ul className={classes.notes}>
          {preview.notes
            .filter((note) => note.problem !== 'columnDropped')
            .map((note, index) => (
              <li key={index}>
                <RowNote note={note} tone="warning" />
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
