/** One group of fields with several answers: each with who wrote it, where and when. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Conflict } from '../../../shared/contract/conflicts.ts';
import { ID_NUMBER_FIELDS } from '../../../shared/rules/mask-number.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { api } from '../../api.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { fieldText } from '../../language/field-text.ts';
import { formatInstant } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
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
  // Masked, two numbers may look alike.
  const isNumber = ID_NUMBER_FIELDS[conflict.recordTable] === conflict.fieldGroup;
  const numbers = useMutation(api.numbers.ofConflict.mutationOptions());
  const whole = new Map(numbers.data?.map(({ version, number }) => [version, number]));
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
      {isNumber && numbers.data === undefined && (
        <Button
          variant="default"
          size="compact-sm"
          loading={numbers.isPending}
          onClick={() => numbers.mutate({ id: conflict.id })}
        >
          {words.students.numbers.show}
        </Button>
      )}
      <ProblemNotice error={numbers.error} />
      <ol className={classes.values}>
        {conflict.values.map((value, index) => (
          <li key={value.version} className={classes.value}>
            <div>
              {value.fields.map(({ field, value: stored }) => (
                <p key={field}>
                  {fieldName(language, field, conflict.recordTable)}:{' '}
                  <strong>
                    {fieldText(language, field, whole.get(value.version) ?? stored, conflict.recordTable) ||
                      text.nothing}
                  </strong>
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
