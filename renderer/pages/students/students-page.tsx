/** Học sinh: search and filters above, the table, and beside it the pupil or the form. Everything shown is in the address. */
import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { StudentRow } from '../../../shared/contract/students.ts';
import { client } from '../../api.ts';
import type { SearchBoxHandle } from '../../fields/search-box.tsx';
import { useCanEdit } from '../../frame/may.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Grid, type GridHandle } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { NothingSent } from '../office/nothing-sent.tsx';
import { Page } from '../page.tsx';
import { studentColumns } from './student-columns.tsx';
import { StudentFilters } from './student-filters.tsx';
import { StudentSide } from './student-side.tsx';
import { NoMatch, NoStudents } from './students-empty.tsx';
import { StudentsFoot } from './students-foot.tsx';
import { isFiltered, type StudentsSearch, toFilter } from './students-search.ts';
import classes from './students.module.css';

const route = getRouteApi('/students');

export function StudentsPage() {
  const words = useWords();
  const w = words.students;
  const isOffice = useIsOffice();
  const canEdit = useCanEdit();
  const given = route.useSearch();
  // Who only looks edits nothing, whatever an address says.
  const search = canEdit ? given : { ...given, form: undefined };
  const navigate = route.useNavigate();
  const grid = useRef<GridHandle>(null);
  const searchBox = useRef<SearchBoxHandle>(null);
  /** The row on which the arrows came to rest, open beside the table or not. */
  const resting = useRef<string | undefined>(undefined);
  const filter = toFilter(search);
  const rows = usePagedRows<StudentRow, Awaited<ReturnType<typeof client.students.list>>>({
    key: ['students', filter],
    fetch: (page, signal) => client.students.list({ ...filter, ...page }, { signal }),
  });
  const change = (to: Partial<StudentsSearch>, options: { isStep?: boolean } = {}) =>
    void navigate({ search: (now) => ({ ...now, ...to }), replace: !options.isStep });
  const open = (row: StudentRow) => change({ pupil: row.id, form: undefined }, { isStep: search.pupil === undefined });
  const addPupil = () => change({ form: 'new', pupil: undefined }, { isStep: true });

  const find = { keys: ['Ctrl+F'], label: w.search, run: () => searchBox.current?.select() };
  const edits = [
    { keys: ['Ctrl+N', 'Alt+N'], label: w.new, run: addPupil },
    {
      keys: ['F2'],
      label: words.frame.key.edit,
      run: () => {
        const pupil = search.pupil ?? resting.current;
        if (pupil !== undefined) change({ pupil, form: 'edit' }, { isStep: true });
      },
    },
  ];
  useKeys(canEdit ? [find, ...edits] : [find]);
  const isNew = search.form === 'new';
  const hasSide = isNew || search.pupil !== undefined;
  const hasForm = search.form !== undefined;
  const width = hasForm ? 'form' : hasSide ? 'beside' : 'wide';
  const hadForm = useRef(hasForm);
  useEffect(() => {
    // The table is out of sight while the form stands, and cannot take the focus before it is back.
    if (hadForm.current && !hasForm) grid.current?.focus();
    hadForm.current = hasForm;
  }, [hasForm]);
  const isEmpty = rows.answer?.total === 0;
  return (
    <Page
      isFull
      title={w.title}
      toolbar={
        hasForm ? null : (
          <StudentFilters
            ref={searchBox}
            search={search}
            onChange={change}
            onLeave={(how) => {
              grid.current?.focus();
              grid.current?.moveTo(0);
              const first = rows.getRow(0);
              if (how === 'enter' && first) open(first);
            }}
          />
        )
      }
      actions={
        hasForm || !canEdit ? null : (
          <>
            <Button
              variant="default"
              leftSection={<IconFileImport size={18} aria-hidden />}
              renderRoot={(props: object) => <Link to="/imports" search={{ kind: 'roster' }} {...props} />}
            >
              {w.import}
            </Button>
            <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={addPupil}>
              {w.new}
            </Button>
          </>
        )
      }
    >
      <ProblemNotice error={rows.error} keepsFocus>
        <Button variant="default" onClick={rows.retry}>
          {words.common.retry}
        </Button>
      </ProblemNotice>
      <div className={classes.split} data-width={width}>
        <div className={classes.tableArea}>
          {isEmpty ? (
            isFiltered(search) || search.voided ? (
              <NoMatch />
            ) : isOffice ? (
              <NothingSent />
            ) : (
              <NoStudents onAdd={canEdit ? addPupil : null} />
            )
          ) : (
            <Grid
              ref={grid}
              label={w.table}
              columns={studentColumns(words, width === 'wide', isOffice)}
              minWidth={width === 'wide' ? (isOffice ? 1100 : 980) : 560}
              rows={rows}
              rowKey={(row) => row.id}
              openKey={search.pupil ?? null}
              onOpen={open}
              onMove={(row) => {
                resting.current = row.id;
                if (search.pupil !== undefined && search.form === undefined) change({ pupil: row.id });
              }}
              isDimmed={(row) => row.isVoided}
              resetKey={JSON.stringify(filter)}
            />
          )}
          <StudentsFoot search={search} total={rows.total} counts={rows.answer?.counts} onChange={change} />
        </div>
        {hasSide && (
          <StudentSide
            pupil={search.pupil ?? null}
            form={search.form ?? null}
            onChange={change}
            onClose={() => {
              change({ pupil: undefined, form: undefined });
              grid.current?.focus();
            }}
          />
        )}
      </div>
    </Page>
  );
}
