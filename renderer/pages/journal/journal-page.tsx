/** Nhật ký: everything that was done in the register, newest first; who reads it may take it along as .xlsx, which is remembered too. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import type { Language } from '../../../shared/sentences/language.ts';
import { api } from '../../api.ts';
import { saveFile } from '../../files/save-file.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import type { Words } from '../../language/words.ts';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import type { GridColumn } from '../../table/grid-row.tsx';
import { Grid, type GridHandle } from '../../table/grid.tsx';
import { Page } from '../page.tsx';
import { entryKind, entryLine } from './entry-words.ts';
import { JournalEntry } from './journal-entry.tsx';
import { JournalFilters } from './journal-filters.tsx';
import { isFiltered, type JournalSearch, toAuditFilter } from './journal-search.ts';
import classes from './journal.module.css';
import { useJournalRows } from './use-journal-rows.ts';

const route = getRouteApi('/journal');

export function JournalPage() {
  const { language, words } = useLanguage();
  const w = words.journal;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const grid = useRef<GridHandle>(null);
  const rows = useJournalRows(search);
  const { say } = useNotices();
  const write = useMutation(api.audit.write.mutationOptions());
  const open = rows.entries.find(({ change }) => change === search.entry);
  const change = (to: Partial<JournalSearch>) => void navigate({ search: (now) => ({ ...now, ...to }), replace: true });
  const download = () =>
    write.mutate(toAuditFilter(search), {
      onSuccess: (file) => {
        const name = file instanceof File ? file.name : w.fileName;
        saveFile(file, name);
        say(w.saved(name));
      },
    });
  useKeys([{ keys: ['Ctrl+Enter', 'Ctrl+S'], label: w.download, run: download }]);
  return (
    <Page
      isFull
      title={w.title}
      toolbar={<JournalFilters search={search} onChange={(to) => change({ ...to, entry: undefined })} />}
      actions={
        <Button
          leftSection={<IconDownload size={18} aria-hidden />}
          rightSection={<KeyCaps keys="Ctrl+Enter" />}
          loading={write.isPending}
          onClick={download}
        >
          {w.download}
        </Button>
      }
    >
      <ProblemNotice error={write.error} />
      <ProblemNotice error={rows.error} keepsFocus>
        <Button variant="default" onClick={rows.retry}>
          {words.common.retry}
        </Button>
      </ProblemNotice>
      <div className={classes.split}>
        <div className={classes.tableArea}>
          {rows.isAnswered && rows.total === 0 ? (
            <p className={classes.empty}>{isFiltered(search) ? w.noMatch : w.empty}</p>
          ) : (
            <Grid
              ref={grid}
              label={w.table}
              columns={journalColumns(language, words)}
              minWidth={open ? 560 : 900}
              rows={rows}
              rowKey={(row) => row.change}
              openKey={search.entry ?? null}
              onOpen={(row) => change({ entry: row.change })}
              onMove={(row) => {
                if (search.entry !== undefined) change({ entry: row.change });
              }}
              resetKey={JSON.stringify(toAuditFilter(search))}
            />
          )}
          <p className={classes.totals} role="status">
            {rows.isAnswered && (rows.hasMore ? w.countSoFar(rows.total) : w.count(rows.total))}
          </p>
        </div>
        {open && (
          <JournalEntry
            entry={open}
            onFilter={(to) => void navigate({ search: to })}
            onClose={() => {
              change({ entry: undefined });
              grid.current?.focus();
            }}
          />
        )}
      </div>
    </Page>
  );
}

function journalColumns(language: Language, words: Words): GridColumn<AuditEntry>[] {
  const w = words.journal;
  return [
    { id: 'at', header: w.columns.at, width: '150px', cell: (row) => formatInstant(row.at) },
    { id: 'person', header: w.columns.person, width: 'minmax(120px, 0.8fr)', cell: (row) => row.actorName || w.nobody },
    {
      id: 'kind',
      header: w.columns.kind,
      width: 'minmax(150px, 1fr)',
      cell: (row) =>
        row.kind === null && row.isCreation
          ? `${entryKind(language, row)} · ${words.students.panel.created}`
          : entryKind(language, row),
    },
    { id: 'label', header: w.columns.label, width: 'minmax(130px, 1fr)', cell: (row) => row.label },
    {
      id: 'values',
      header: w.columns.values,
      width: 'minmax(180px, 2fr)',
      cell: (row) => entryLine(language, row, words.students.panel.emptyValue),
    },
  ];
}
