/** What the office does not count and why; Enter opens the record to mend it. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { isKnownTable } from '../../../shared/records/record-tables.ts';
import { tableWords } from '../../../shared/sentences/fields.ts';
import { api, client } from '../../api.ts';
import { useIsOffice } from '../../frame/register-state.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Grid } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { FilesNotTaken } from './files-not-taken.tsx';
import { recordTarget } from './record-target.ts';
import classes from './sync.module.css';

type RefusedPage = Awaited<ReturnType<typeof client.sync.refused>>;
type RefusedRow = RefusedPage['rows'][number];

export function RefusedSection() {
  const { language, words } = useLanguage();
  const { sync } = words;
  const text = sync.refused;
  const navigate = useNavigate();
  const nameOf = ({ recordTable, label }: RefusedRow) =>
    isKnownTable(recordTable) ? `${tableWords[recordTable][language]}: ${label}` : label;
  const rows = usePagedRows<RefusedRow, RefusedPage>({
    key: ['sync-refused'],
    fetch: (page, signal) => client.sync.refused(page, { signal }),
  });
  const status = useQuery(api.sync.status.queryOptions());
  const isOffice = useIsOffice();
  const files = status.data?.notTaken ?? [];
  if (rows.answer?.total === 0)
    return files.length > 0 ? <FilesNotTaken files={files} /> : <p className={classes.text}>{text.empty}</p>;
  return (
    <>
      <FilesNotTaken files={files} />
      <ProblemNotice error={rows.error} keepsFocus />
      <p className={classes.text}>{isOffice ? text.officeText : text.text}</p>
      <div className={classes.gridArea}>
        <Grid
          label={sync.sections.refused}
          columns={[
            ...(isOffice
              ? [
                  {
                    id: 'owner',
                    header: text.owner,
                    width: 'minmax(200px, 1fr)',
                    cell: (row: RefusedRow) => row.ownerName ?? text.own,
                  },
                ]
              : []),
            { id: 'label', header: text.record, width: 'minmax(260px, 1.4fr)', cell: nameOf },
            {
              id: 'reason',
              header: text.reason,
              width: 'minmax(260px, 1.4fr)',
              cell: (row) => sync.reason[row.reason],
            },
            { id: 'at', header: text.at, width: '150px', cell: (row) => formatInstant(row.at) },
          ]}
          rows={rows}
          rowKey={(row) => `${row.recordTable} ${row.record}`}
          onOpen={(row) => {
            const target = recordTarget(row.recordTable, row.record, row.student);
            if (target) void navigate(target);
          }}
          resetKey=""
        />
      </div>
    </>
  );
}
