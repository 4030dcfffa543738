/** Thời hạn lưu: how long pupils are kept, who is due, and erasing them in one go. */
import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import settings from '../settings/settings.module.css';
import { EraseStudents } from './erase-students.tsx';
import classes from './privacy.module.css';

const NAMES_SHOWN = 20;

export function Retention() {
  const words = useWords();
  const w = words.privacy.section;
  const { say } = useNotices();
  const due = useQuery(api.erasures.due.queryOptions());
  const save = useMutation(api.erasures.saveRetention.mutationOptions());
  const years = useRef<HTMLInputElement>(null);
  const [isErasing, setIsErasing] = useState(false);
  if (!due.data) return <ProblemNotice error={due.error} />;
  const rows = due.data.rows.filter(({ isOnLoan }) => !isOnLoan);
  return (
    <>
      <h3>{w.retention}</h3>
      <p className={settings.text}>{w.retentionText(due.data.years)}</p>
      <form
        className={classes.years}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(
            { years: Number(years.current?.value ?? due.data.years) },
            { onSuccess: () => say(words.settings.saved) },
          );
        }}
      >
        <NumberInput
          ref={years}
          label={w.years}
          defaultValue={due.data.years}
          min={1}
          max={50}
          allowDecimal={false}
          clampBehavior="strict"
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          {w.saveYears}
        </Button>
      </form>
      <ProblemNotice error={save.error} />
      {rows.length === 0 ? (
        <p className={settings.emptyList}>{w.due0}</p>
      ) : (
        <>
          <p>{w.dueCount(rows.length)}</p>
          <ul className={classes.names}>
            {rows.slice(0, NAMES_SHOWN).map(({ id, fullName, className, schoolYear }) => (
              <li key={id}>{[fullName, className, schoolYear].filter(Boolean).join(' · ')}</li>
            ))}
            {rows.length > NAMES_SHOWN && <li>…</li>}
          </ul>
          <Button variant="default" onClick={() => setIsErasing(true)}>
            {w.eraseDue}
          </Button>
        </>
      )}
      {isErasing && (
        <EraseStudents students={rows.map(({ id }) => id)} reason="retention" onClose={() => setIsErasing(false)} />
      )}
    </>
  );
}
