/** One group of fields with several answers: each with who wrote it, where and when. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Conflict } from '../../../shared/contract/conflicts.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { fieldText } from '../../language/field-text.ts';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { recordTarget } from './record-target.ts';
import classes from './sync.module.css';

interface ConflictCardProps {
  conflict: Conflict;
  /** The number keys settle this one. */
  isActive: boolean;
  onFocus: () => void;
  onTake: (index: number) => void;
}

export function ConflictCard({ conflict, isActive, onFocus, onTake }: ConflictCardProps) {
  const { language, words } = useLanguage();
  const text = words.sync.conflicts;
  const target = recordTarget(conflict.recordTable, conflict.record, conflict.student);
  return (
    <article
      className={`${classes.card} ${classes.conflict}`}
      data-active={isActive || undefined}
      aria-label={conflict.label}
      onFocus={onFocus}
    >
      <h4>{target ? <Link {...target}>{conflict.label}</Link> : conflict.label}</h4>
      {!conflict.canSettle && <p className={classes.text}>{text.notOurs}</p>}
      <ol className={classes.values}>
        {conflict.values.map((value, index) => (
          <li key={value.version} className={classes.value}>
            <div>
              {value.fields.map(({ field, value: stored }) => (
                <p key={field}>
                  {fieldName(language, field, conflict.recordTable)}:{' '}
                  <strong>{fieldText(language, field, stored, conflict.recordTable) || text.nothing}</strong>
                </p>
              ))}
              <p className={classes.text}>
                {text.by(value.actorName, value.replicaName, formatInstant(value.at))}
                {value.isWinner && ` · ${text.shown}`}
              </p>
            </div>
            {conflict.canSettle && (
              <Button
                variant="default"
                aria-label={text.takeOf(index + 1, conflict.label)}
                rightSection={isActive && index < 9 ? <KeyCaps keys={String(index + 1)} /> : undefined}
                onClick={() => onTake(index)}
              >
                {text.take(index + 1)}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </article>
  );
}
