/** One group of staged rows: the list, and beside it the source cells of the row that the arrows stand on. */
import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import type { ImportRow } from '../../../shared/contract/imports.ts';
import { client } from '../../api.ts';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Grid } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { type ImportDesk, type ImportState, rowKey } from './import-desk.ts';
import classes from './imports.module.css';
import type { RowGroup } from './row-groups.ts';
import { stagedColumns } from './staged-columns.tsx';
import { StagedRowDetail } from './staged-row-detail.tsx';

interface StagedRowsProps {
  desk: ImportDesk;
  state: Extract<ImportState, { step: 'compare' }>;
  group: RowGroup;
}

const MOST_ROWS_AT_ONCE = 1000;

export function StagedRows({ desk, state, group }: StagedRowsProps) {
  const { language, words } = useLanguage();
  const { stage, kind, columns } = state.preview;
  const [shown, setShown] = useState<ImportRow | null>(null);
  const [error, setError] = useState<unknown>(null);
  const rows = usePagedRows<ImportRow, Awaited<ReturnType<typeof client.imports.rows>>>({
    key: ['staged', stage, state.reading, group],
    fetch: (page, signal) => client.imports.rows({ stage, group, ...page }, { signal }),
  });
  const active = shown ?? rows.getRow(0) ?? null;
  const isLowered = (row: ImportRow) => state.lowered.has(rowKey(row));
  const toggle = (row: ImportRow) => row.isLowered && desk.setLowered([row], !isLowered(row));
  const setAll = async (isOn: boolean) => {
    try {
      for (let offset = 0; offset < rows.total; offset += MOST_ROWS_AT_ONCE) {
        const page = await client.imports.rows({ stage, group: 'lowered', offset, limit: MOST_ROWS_AT_ONCE });
        desk.setLowered(page.rows, isOn);
      }
    } catch (failure) {
      setError(failure);
    }
  };
  useKeys(group === 'lowered' ? [{ keys: ['Space'], label: words.imports.lower.key }] : []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== ' ' || !active || !(event.target instanceof HTMLElement)) return;
    if (event.target.getAttribute('role') !== 'grid' || !active.isLowered) return;
    event.preventDefault();
    toggle(active);
  };
  const hasSheets = new Set(columns.map((column) => column.sheet)).size > 1;
  return (
    <div className={classes.compare}>
      {/* Space ticks the row that the arrows of the grid inside stand on. */}
      <div className={classes.rows} onKeyDown={onKeyDown} role="presentation">
        <ProblemNotice error={rows.error ?? error} keepsFocus>
          <Button variant="default" onClick={rows.retry}>
            {words.common.retry}
          </Button>
        </ProblemNotice>
        {group === 'lowered' && (
          <div className={classes.lowerBar}>
            <p>{words.imports.lower.text}</p>
            <Button variant="default" size="compact-sm" onClick={() => void setAll(true)}>
              {words.imports.lower.all}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => void setAll(false)}>
              {words.imports.lower.none}
            </Button>
          </div>
        )}
        <Grid
          label={words.imports.views[group]}
          columns={stagedColumns({
            language,
            words,
            kind,
            group,
            hasSheets,
            isLowered,
            onToggle: toggle,
          })}
          rows={rows}
          rowKey={rowKey}
          openKey={active ? rowKey(active) : null}
          onOpen={setShown}
          onMove={setShown}
          resetKey={`${state.reading} ${group}`}
        />
      </div>
      {active && (
        <StagedRowDetail
          row={active}
          isLowered={isLowered(active)}
          onLower={(isOn) => desk.setLowered([active], isOn)}
        />
      )}
    </div>
  );
}
