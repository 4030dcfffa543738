/** Gửi lên: one section at a time; a file that came can be dropped anywhere on the page. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { assertNever } from '../../../shared/problems.ts';
import { api } from '../../api.ts';
import { useMay } from '../../frame/may.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Page } from '../page.tsx';
import { ComputersSection } from './computers-section.tsx';
import { ConflictsSection } from './conflicts-section.tsx';
import { ConnectSection } from './connect-section.tsx';
import { FilesSection } from './files-section.tsx';
import { RefusedSection } from './refused-section.tsx';
import { type SyncSection, syncSections } from './sections.ts';
import { StatusSection } from './status-section.tsx';
import classes from './sync.module.css';
import { useOpenFiles } from './open-files.tsx';

const route = getRouteApi('/sync');

export function SyncPage() {
  const words = useWords();
  const { section = 'status' } = route.useSearch();
  const status = useQuery(api.sync.status.queryOptions());
  const opening = useOpenFiles();
  const [isOver, setIsOver] = useState(false);
  const mayOpen = useMay('files.open');
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    if (mayOpen) void opening.open([...event.dataTransfer.files]);
  };
  const waits: Partial<Record<SyncSection, number>> = status.data
    ? {
        refused: status.data.refusedRecords + status.data.notTaken.reduce((sum, { files }) => sum + files, 0),
        conflicts: status.data.conflicts + status.data.findings,
        files: status.data.quarantinedFiles + status.data.forks,
      }
    : {};
  return (
    <div
      className={classes.whole}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={onDrop}
    >
      <Page title={words.frame.pages.sync}>
        <div className={classes.columns}>
          <nav aria-label={words.frame.pages.sync}>
            <ul className={classes.sections}>
              {syncSections.map((entry) => (
                <li key={entry}>
                  <Link
                    to="/sync"
                    search={{ section: entry }}
                    className={classes.section}
                    aria-current={entry === section ? 'page' : undefined}
                  >
                    {words.sync.sections[entry]}
                    {(waits[entry] ?? 0) > 0 && <strong className={classes.count}>{waits[entry]}</strong>}
                  </Link>
                </li>
              ))}
            </ul>
          </nav>
          <section className={classes.content} aria-label={words.sync.sections[section]}>
            <h2>{words.sync.sections[section]}</h2>
            <ProblemNotice error={status.error ?? opening.error} />
            <SectionOf section={section} />
          </section>
        </div>
      </Page>
    </div>
  );
}

function SectionOf({ section }: { section: SyncSection }) {
  switch (section) {
    case 'status':
      return <StatusSection />;
    case 'refused':
      return <RefusedSection />;
    case 'conflicts':
      return <ConflictsSection />;
    case 'files':
      return <FilesSection />;
    case 'connect':
      return <ConnectSection />;
    case 'computers':
      return <ComputersSection />;
    default:
      return assertNever(section);
  }
}
