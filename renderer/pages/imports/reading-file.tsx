/** The file is being read. The rest of the program goes on working; Esc or the button ends it. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useKeys } from '../../keys/keys.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProgressBar } from '../../progress/progress-bar.tsx';
import { Page } from '../page.tsx';
import type { ImportDesk, Work } from './import-desk.ts';
import classes from './imports.module.css';

interface ReadingFileProps {
  desk: ImportDesk;
  fileName: string;
  work: Work;
  tabs: ReactNode;
}

export function ReadingFile({ desk, fileName, work, tabs }: ReadingFileProps) {
  const { words } = useLanguage();
  useKeys([{ keys: ['Escape'], label: words.imports.stop, run: () => desk.cancel() }]);
  return (
    <Page title={words.frame.pages.imports}>
      {tabs}
      <div className={classes.card}>
        <h2>{fileName}</h2>
        <WorkBar work={work} />
        <p className={classes.quiet}>{words.imports.meanwhile}</p>
        <div>
          <Button variant="default" autoFocus onClick={() => desk.cancel()}>
            {words.imports.stop}
          </Button>
        </div>
      </div>
    </Page>
  );
}

export function WorkBar({ work }: { work: Work }) {
  const { words } = useLanguage();
  const { progress, elapsedMs } = work;
  return (
    <ProgressBar
      label={words.imports.phase[progress?.phase ?? 'reading']}
      counts={progress && progress.total > 0 ? words.imports.progress(progress.done, progress.total) : ''}
      done={progress?.done ?? 0}
      total={progress?.total ?? 0}
      elapsedMs={elapsedMs}
    />
  );
}
