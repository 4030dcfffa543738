/** Giấy ký nhận of all schools, or of one, what was written last first. A row opens its pupil. */
import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ReceiptEntry } from '../../../shared/contract/students.ts';
import type { Language } from '../../../shared/sentences/language.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { client } from '../../api.ts';
import { SchoolFilter } from '../../fields/school-filter.tsx';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import type { Words } from '../../language/words.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import type { GridColumn } from '../../table/grid-row.tsx';
import { Grid, type GridHandle } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { Page } from '../page.tsx';
import { NothingSent } from './nothing-sent.tsx';
import classes from './office.module.css';

const route = getRouteApi('/receipts');

export function ReceiptsPage() {
  const { language, words } = useLanguage();
  const w = words.office.receipts;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const grid = useRef<GridHandle>(null);
  const filter = { owner: search.school ?? null };
  const rows = usePagedRows<ReceiptEntry, Awaited<ReturnType<typeof client.receipts.list>>>({
    key: ['receipts', filter],
    fetch: (page, signal) => client.receipts.list({ ...filter, ...page }, { signal }),
  });
  return (
    <Page
      isFull
      title={w.title}
      toolbar={
        <search className={classes.filters}>
          <SchoolFilter
            school={search.school ?? null}
            onChange={(school) => void navigate({ search: { school: school ?? undefined }, replace: true })}
          />
        </search>
      }
    >
      <ProblemNotice error={rows.error} keepsFocus>
        <Button variant="default" onClick={rows.retry}>
          {words.common.retry}
        </Button>
      </ProblemNotice>
      <div className={classes.tableArea}>
        {rows.answer?.total === 0 ? (
          <NothingSent />
        ) : (
          <Grid
            ref={grid}
            label={w.table}
            columns={receiptColumns(language, words)}
            minWidth={980}
            rows={rows}
            rowKey={(row) => row.id}
            openKey={null}
            onOpen={(row) => void navigate({ to: '/students', search: { pupil: row.student, school: search.school } })}
            isDimmed={(row) => row.cancelledBy !== null}
            resetKey={JSON.stringify(filter)}
          />
        )}
        <p className={classes.totals} role="status">
          {rows.answer && w.total(rows.total)}
        </p>
      </div>
    </Page>
  );
}

function receiptColumns(language: Language, words: Words): GridColumn<ReceiptEntry>[] {
  const w = words.office.receipts;
  return [
    { id: 'school', header: words.office.school, width: 'minmax(150px, 1.2fr)', cell: (row) => row.schoolName },
    { id: 'receivedOn', header: w.columns.receivedOn, width: '104px', cell: (row) => formatDay(row.receivedOn) },
    {
      id: 'kind',
      header: w.columns.kind,
      width: '150px',
      cell: (row) =>
        [valueInWords(language, 'receiptKind', row.kind), row.cancelledBy === null ? '' : w.cancelled]
          .filter(Boolean)
          .join(' · '),
    },
    {
      id: 'student',
      header: w.columns.student,
      width: 'minmax(150px, 1.2fr)',
      cell: (row) => [row.className, row.studentName].filter(Boolean).join(' · '),
    },
    { id: 'device', header: w.columns.device, width: '130px', cell: (row) => row.serialNumber },
    { id: 'receiver', header: w.columns.receiver, width: 'minmax(120px, 1fr)', cell: (row) => row.receiverName },
    { id: 'round', header: w.columns.round, width: '100px', cell: (row) => row.roundName },
  ];
}
