/** Nhập danh sách: class lists, delivery notes, and the rows of earlier files that wait for a person. */
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemRows } from '../problem-rows/problem-rows.tsx';
import { CompareFile } from './compare-file.tsx';
import { ChooseFile } from './choose-file.tsx';
import { useImportDesk } from './import-desks.tsx';
import { ImportedFile } from './imported-file.tsx';
import classes from './imports.module.css';
import { ReadingFile } from './reading-file.tsx';

export function ImportsPage() {
  const { kind = 'roster', show } = useSearch({ from: '/imports' });
  if (show === 'problems') return <ProblemRows tabs={<ImportTabs />} />;
  return <ImportOf key={kind} kind={kind} />;
}

function ImportOf({ kind }: { kind: 'roster' | 'devices' }) {
  const { desk, state } = useImportDesk(kind);
  const tabs = <ImportTabs />;
  switch (state.step) {
    case 'choose':
      return <ChooseFile desk={desk} error={state.error} tabs={tabs} />;
    case 'reading':
      return <ReadingFile desk={desk} fileName={state.fileName} work={state.work} tabs={tabs} />;
    case 'compare':
      return <CompareFile key={state.preview.stage} desk={desk} state={state} tabs={tabs} />;
    case 'done':
      return <ImportedFile desk={desk} preview={state.preview} result={state.result} tabs={tabs} />;
  }
}

function ImportTabs() {
  const { words, number } = useLanguage();
  const { kind = 'roster', show } = useSearch({ from: '/imports' });
  const waiting = useQuery(api.imports.problems.queryOptions({ input: { offset: 0, limit: 1 } }));
  const count = waiting.data?.total ?? 0;
  return (
    <nav className={classes.tabs} aria-label={words.imports.tabs.label}>
      <Link
        to="/imports"
        search={{ kind: 'roster' }}
        className={classes.tab}
        data-on={(!show && kind === 'roster') || undefined}
      >
        {words.imports.tabs.roster}
      </Link>
      <Link
        to="/imports"
        search={{ kind: 'devices' }}
        className={classes.tab}
        data-on={(!show && kind === 'devices') || undefined}
      >
        {words.imports.tabs.devices}
      </Link>
      <Link
        to="/imports"
        search={{ show: 'problems' }}
        className={classes.tab}
        data-on={show === 'problems' || undefined}
      >
        {words.imports.tabs.problems}
        {count > 0 && <span className={classes.count}>{number(count)}</span>}
      </Link>
    </nav>
  );
}
