/** Rows of earlier files that wait for a person: mended here one by one, or dismissed. */
import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { ProblemRow } from '../../../shared/contract/imports.ts';
import { api, client } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Grid, type GridHandle } from '../../table/grid.tsx';
import { usePagedRows } from '../../table/use-paged-rows.ts';
import { Page } from '../page.tsx';
import { MendRow } from './mend-row.tsx';
import { problemColumns } from './problem-columns.tsx';
import classes from './problem-rows.module.css';

const MOST_AT_ONCE = 1000;

export function ProblemRows({ tabs }: { tabs: ReactNode }) {
  const { language, words } = useLanguage();
  const text = words.imports.rows;
  const { say } = useNotices();
  const grid = useRef<GridHandle>(null);
  const [shownId, setShownId] = useState<number | null>(null);
  const [isDismissingAll, setIsDismissingAll] = useState(false);
  const rows = usePagedRows<ProblemRow, Awaited<ReturnType<typeof client.imports.problems>>>({
    key: ['problem-rows'],
    fetch: (page, signal) => client.imports.problems(page, { signal }),
  });
  const dismiss = useMutation(api.imports.dismiss.mutationOptions());
  const loaded = rows.answer?.rows ?? [];
  const shown = loaded.find((row) => row.id === shownId) ?? rows.getRow(0) ?? null;
  const dismissAll = async () => {
    const ids: number[] = [];
    for (let offset = 0; offset < rows.total; offset += MOST_AT_ONCE) {
      const page = await client.imports.problems({ offset, limit: MOST_AT_ONCE });
      ids.push(...page.rows.map((row) => row.id));
    }
    const answer = await dismiss.mutateAsync({ ids });
    say(text.dismissed(answer.dismissed));
    setIsDismissingAll(false);
  };
  if (rows.answer?.total === 0) {
    return (
      <Page title={words.frame.pages.imports}>
        {tabs}
        <div className={classes.empty}>
          <IconCircleCheck size={40} stroke={1.4} aria-hidden />
          <h2>{text.empty}</h2>
          <p>{text.emptyText}</p>
        </div>
      </Page>
    );
  }
  return (
    <Page
      isFull
      title={words.frame.pages.imports}
      actions={
        <Button variant="default" onClick={() => setIsDismissingAll(true)}>
          {text.dismissAll}
        </Button>
      }
    >
      {tabs}
      <ProblemNotice error={rows.error} keepsFocus>
        <Button variant="default" onClick={rows.retry}>
          {words.common.retry}
        </Button>
      </ProblemNotice>
      <p className={classes.count} role="status">
        {rows.answer && text.count(rows.total)}
      </p>
      <div className={classes.split}>
        <div className={classes.tableArea}>
          <Grid
            ref={grid}
            label={text.table}
            columns={problemColumns(language, words)}
            rows={rows}
            rowKey={(row) => String(row.id)}
            openKey={shown ? String(shown.id) : null}
            onOpen={(row) => setShownId(row.id)}
            onMove={(row) => setShownId(row.id)}
            resetKey=""
          />
        </div>
        {shown && (
          <MendRow
            key={shown.id}
            row={shown}
            onDone={() => {
              // The rows below move up: the next one to mend.
              const at = loaded.findIndex((row) => row.id === shown.id);
              setShownId(loaded[at + 1]?.id ?? loaded[at - 1]?.id ?? null);
            }}
            onBack={() => grid.current?.focus()}
          />
        )}
      </div>
      <Dialog title={text.dismissTitle} isOpen={isDismissingAll} onClose={() => setIsDismissingAll(false)}>
        <div className={classes.question}>
          <p>{text.dismissText(rows.total)}</p>
          <ProblemNotice error={dismiss.error} />
          <div className={classes.actions}>
            <Button data-autofocus onClick={() => setIsDismissingAll(false)}>
              {words.common.cancel}
            </Button>
            <Button variant="default" loading={dismiss.isPending} onClick={() => void dismissAll()}>
              {text.dismissAll}
            </Button>
          </div>
        </div>
      </Dialog>
    </Page>
  );
}
