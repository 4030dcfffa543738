/** What happened to a pupil or a device, newest first, in words: who, when, which field from what to what. */
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { tableWords } from '../../shared/sentences/fields.ts';
import { api } from '../api.ts';
import { useIsOffice } from '../frame/register-state.tsx';
import { KeyCaps } from '../keys/key-caps.tsx';
import { useKeys } from '../keys/keys.tsx';
import { formatInstant } from '../language/format.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Section } from '../pages/section.tsx';
import classes from './timeline.module.css';
import { type TimelineRecord, timelineBlocks } from './timeline-lines.ts';

const BLOCKS_AT_FIRST = 6;

export function Timeline({ table, id }: { table: 'students' | 'devices'; id: string }) {
  const { language, words } = useLanguage();
  const w = words.students.panel;
  const isOffice = useIsOffice();
  const [isWhole, setIsWhole] = useState(false);
  const timeline = useQuery(api.journal.timeline.queryOptions({ input: { table, id } }));
  const blocks = timelineBlocks(language, timeline.data ?? []);
  const shown = isWhole ? blocks : blocks.slice(0, BLOCKS_AT_FIRST);
  return (
    <Section title={w.timeline}>
      <ProblemNotice error={timeline.error} keepsFocus />
      {timeline.data && blocks.length === 0 && <p className={classes.nothing}>{w.noTimeline}</p>}
      <ol className={classes.blocks}>
        {shown.map((block) => (
          <li key={block.command} className={classes.block}>
            <p className={classes.head}>
              <time>{formatInstant(block.at)}</time>
              <span>{block.actorName}</span>
            </p>
            {block.records.map((record) => (
              <RecordLines key={record.key} record={record} />
            ))}
          </li>
        ))}
      </ol>
      {!isOffice && <InJournal table={table} id={id} />}
      {blocks.length > shown.length && (
        <Button variant="subtle" size="compact-sm" onClick={() => setIsWhole(true)}>
          {w.showMore(blocks.length - shown.length)}
        </Button>
      )}
    </Section>
  );
}

/** The same and more on the page Nhật ký: also who looked at the numbers, filtered on, taken along. At an office it lists the office's own work only. */
function InJournal({ table, id }: { table: 'students' | 'devices'; id: string }) {
  const w = useWords().journal;
  const navigate = useNavigate();
  const search = table === 'students' ? { student: id } : { device: id };
  useKeys([{ keys: ['Alt+J'], label: w.inJournal, run: () => void navigate({ to: '/journal', search }) }]);
  return (
    <Button
      variant="default"
      size="compact-sm"
      rightSection={<KeyCaps keys="Alt+J" />}
      renderRoot={(props: object) => <Link to="/journal" search={search} {...props} />}
    >
      {w.inJournal}
    </Button>
  );
}

function RecordLines({ record }: { record: TimelineRecord }) {
  const { language, words } = useLanguage();
  const tables: Partial<Record<string, Record<'vi' | 'en', string>>> = tableWords;
  return (
    <div className={classes.record}>
      <p className={classes.table}>
        {tables[record.table]?.[language] ?? record.table}
        {record.isCreation && <em className={classes.new}>{words.students.panel.created}</em>}
      </p>
      <ul>
        {record.lines.map((line) => (
          <li key={line.key} className={classes.line}>
            <span className={classes.field}>{line.field}</span>
            <span className={classes.values}>
              {!record.isCreation && (
                <>
                  <span className="unseen">{words.students.panel.before}</span>
                  <del>{line.before || words.students.panel.emptyValue}</del>
                  <IconArrowRight size={14} aria-hidden />
                  <span className="unseen">{words.students.panel.after}</span>
                </>
              )}
              <span>{line.after || words.students.panel.emptyValue}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
