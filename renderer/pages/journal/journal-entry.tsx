/** One entry beside the table: who, when, what, every field before and after; and on to all of that pupil, device or person. */
import { Button, CloseButton } from '@mantine/core';
import { IconArrowRight, IconFilter, IconUser } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import { useKeys } from '../../keys/keys.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { entryFields, entryKind } from './entry-words.ts';
import type { JournalSearch } from './journal-search.ts';
import classes from './journal.module.css';

interface JournalEntryProps {
  entry: AuditEntry;
  onFilter: (to: JournalSearch) => void;
  onClose: () => void;
}

export function JournalEntry({ entry, onFilter, onClose }: JournalEntryProps) {
  const { language, words } = useLanguage();
  const w = words.journal;
  const empty = words.students.panel.emptyValue;
  useKeys([{ keys: ['Escape'], label: words.frame.key.close, run: onClose }], 'panel');
  const fields = entryFields(language, entry);
  const { student } = entry;
  const device = entry.table === 'devices' ? entry.record : null;
  return (
    <aside className={classes.entry} aria-label={w.entry}>
      <header className={classes.head}>
        <div>
          <h2>{entry.label || entryKind(language, entry)}</h2>
          <p className={classes.quiet}>
            {entryKind(language, entry)}
            {entry.kind === null && entry.isCreation && ` · ${words.students.panel.created}`}
          </p>
        </div>
        <CloseButton size="lg" aria-label={words.common.close} onClick={onClose} />
      </header>
      <p>
        <time>{formatInstant(entry.at)}</time> · <strong>{entry.actorName || w.nobody}</strong>
      </p>
      {fields.length > 0 && (
        <dl className={classes.fields}>
          {fields.map(({ field, name, before, after }) => (
            <div key={field}>
              <dt>{name}</dt>
              <dd>
                {!entry.isCreation && (
                  <>
                    <span className="unseen">{words.students.panel.before}</span>
                    <del>{before || empty}</del>
                    <IconArrowRight size={14} aria-hidden />
                    <span className="unseen">{words.students.panel.after}</span>
                  </>
                )}
                <span>{after || empty}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {entry.kind === null && fields.length === 0 && <p className={classes.quiet}>{w.noValues}</p>}
      <div className={classes.buttons}>
        {student !== null && (
          <>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconUser size={16} aria-hidden />}
              renderRoot={(props: object) => <Link to="/students" search={{ pupil: student }} {...props} />}
            >
              {w.openPupil}
            </Button>
            <Button
              variant="default"
              size="compact-md"
              leftSection={<IconFilter size={16} aria-hidden />}
              onClick={() => onFilter({ student })}
            >
              {w.onlyPupil}
            </Button>
          </>
        )}
        {device !== null && (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconFilter size={16} aria-hidden />}
            onClick={() => onFilter({ device })}
          >
            {w.onlyDevice}
          </Button>
        )}
        {entry.actorName !== '' && (
          <Button
            variant="default"
            size="compact-md"
            leftSection={<IconFilter size={16} aria-hidden />}
            onClick={() => onFilter({ person: entry.actor })}
          >
            {w.onlyPerson(entry.actorName)}
          </Button>
        )}
      </div>
    </aside>
  );
}
