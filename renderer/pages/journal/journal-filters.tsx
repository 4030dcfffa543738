/** Who, from when until when, which kind, which table; and taking the filter off. */
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { auditKind } from '../../../shared/contract/audit.ts';
import { recordTableNames } from '../../../shared/records/record-tables.ts';
import { eventWords } from '../../../shared/sentences/events.ts';
import { tableWords } from '../../../shared/sentences/fields.ts';
import { api } from '../../api.ts';
import { dayFault, readDayText, tidyDayText } from '../../fields/day-text.ts';
import { formatDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { isFiltered, type JournalSearch } from './journal-search.ts';
import classes from './journal.module.css';

interface JournalFiltersProps {
  search: JournalSearch;
  onChange: (to: Partial<JournalSearch>) => void;
}

const NO_FILTER: JournalSearch = {
  person: undefined,
  from: undefined,
  until: undefined,
  kind: undefined,
  table: undefined,
  student: undefined,
  device: undefined,
};

export function JournalFilters({ search, onChange }: JournalFiltersProps) {
  const { language, words } = useLanguage();
  const w = words.journal;
  const people = useQuery(api.people.list.queryOptions());
  return (
    <search className={classes.filters}>
      <NativeSelect
        aria-label={w.person}
        value={search.person ?? ''}
        onChange={(event) => onChange({ person: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: w.everyone },
          ...(people.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <DayFilter label={w.from} day={search.from} onChange={(from) => onChange({ from })} />
      <DayFilter label={w.until} day={search.until} onChange={(until) => onChange({ until })} />
      <NativeSelect
        aria-label={w.kind}
        value={search.kind ?? ''}
        onChange={(event) => {
          const kind = auditKind.safeParse(event.currentTarget.value).data;
          onChange({ kind, table: kind === undefined || kind === 'change' ? search.table : undefined });
        }}
        data={[
          { value: '', label: w.everyKind },
          ...auditKind.options.map((kind) => ({
            value: kind,
            label: kind === 'change' ? w.change : eventWords[kind][language],
          })),
        ]}
      />
      <NativeSelect
        aria-label={w.table}
        value={search.table ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ table: recordTableNames.find((name) => name === value) });
        }}
        data={[
          { value: '', label: w.everyTable },
          ...recordTableNames.map((name) => ({ value: name, label: tableWords[name][language] })),
        ]}
      />
      {isFiltered(search) && (
        <Button
          variant="subtle"
          leftSection={<IconFilterOff size={17} aria-hidden />}
          onClick={() => onChange(NO_FILTER)}
        >
          {w.clear}
        </Button>
      )}
    </search>
  );
}

interface DayFilterProps {
  label: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** A day as typed anywhere in the program; taken when the field is left, or on Enter. */
function DayFilter({ label, day, onChange }: DayFilterProps) {
  const { words } = useLanguage();
  const [fault, setFault] = useState<ReturnType<typeof dayFault>>(null);
  const take = (input: HTMLInputElement) => {
    const read = readDayText(input.value);
    setFault(dayFault(input.value));
    if (read === undefined) return;
    input.value = tidyDayText(input.value);
    if ((read ?? undefined) !== day) onChange(read ?? undefined);
  };
  return (
    <TextInput
      key={day ?? ''}
      aria-label={label}
      placeholder={label}
      defaultValue={formatDay(day ?? null)}
      error={fault === null ? undefined : words.common[fault]}
      inputMode="numeric"
      className={classes.day}
      onInput={() => setFault(null)}
      onBlur={(event) => take(event.currentTarget)}
      onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget)}
    />
  );
}
