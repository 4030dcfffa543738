/** Search box and filters above the table. Each filter is one choice, said in words, and all can be taken off at once. */
import { NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { useLanguage } from '../../language/language.tsx';
import type { StudentsSearch } from './students-search.ts';
import classes from './students.module.css';

export interface SearchBoxHandle {
  /** Takes the focus with everything selected, so that typing replaces it. */
  select: () => void;
}

interface StudentFiltersProps {
  ref: Ref<SearchBoxHandle>;
  search: StudentsSearch;
  onChange: (change: Partial<StudentsSearch>) => void;
  /** Arrow down: into the table. Enter: opens its first row. */
  onLeave: (how: 'down' | 'enter') => void;
}

/** Long enough that a fast typist is asked once a word, short enough not to be felt. */
const TYPING_PAUSE_MS = 90;

export function StudentFilters({ ref, search, onChange, onLeave }: StudentFiltersProps) {
  const { language, words } = useLanguage();
  const w = words.students;
  const classList = useQuery(api.classes.list.queryOptions());
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<number | undefined>(undefined);
  const text = search.text ?? '';
  /** What the box was last known to say; anything else in the address came from outside and is written into it. */
  const said = useRef(text);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (said.current === text) return;
    said.current = text;
    if (input.current) input.current.value = text;
  }, [text]);
  useImperativeHandle(ref, () => ({
    select: () => {
      input.current?.focus();
      input.current?.select();
    },
  }));
  const onInput = (typed: string) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      said.current = typed.normalize('NFC').trim();
      onChange({ text: said.current || undefined });
    }, TYPING_PAUSE_MS);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    onLeave(event.key === 'Enter' ? 'enter' : 'down');
  };
  const option = (value: string, label: string) => ({ value, label });
  return (
    <search className={classes.filters}>
      <TextInput
        ref={input}
        type="search"
        aria-label={w.search}
        placeholder={w.searchPlaceholder}
        leftSection={<IconSearch size={17} aria-hidden />}
        defaultValue={text}
        autoFocus={search.pupil === undefined && search.form === undefined}
        spellCheck={false}
        className={classes.searchBox}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <NativeSelect
        aria-label={w.filterClass}
        value={search.class ?? ''}
        onChange={(event) => onChange({ class: event.currentTarget.value || undefined })}
        data={[option('', w.everyClass), ...(classList.data ?? []).map((entry) => option(entry.id, entry.name))]}
      />
      <NativeSelect
        aria-label={w.filterPoverty}
        value={search.poverty ?? ''}
        onChange={(event) => onChange({ poverty: standing(event.currentTarget.value) })}
        data={[
          option('', w.everyStatus),
          ...(['poor', 'near_poor', 'none'] as const).map((value) =>
            option(value, valueInWords(language, 'povertyLevel', value)),
          ),
          option('unknown', words.choices.povertyUnknown),
        ]}
      />
      <NativeSelect
        aria-label={w.filterDevice}
        value={search.device ?? ''}
        onChange={(event) => onChange({ device: device(event.currentTarget.value) })}
        data={[
          option('', w.everyDevice),
          ...(['none', 'assigned', 'received'] as const).map((value) => option(value, words.choices.device[value])),
        ]}
      />
      <NativeSelect
        aria-label={w.sort}
        value={search.sort ?? 'class'}
        onChange={(event) => onChange({ sort: event.currentTarget.value === 'name' ? 'name' : undefined })}
        data={(['class', 'name'] as const).map((value) => option(value, w.sortBy[value]))}
      />
    </search>
  );
}

function standing(value: string): StudentsSearch['poverty'] {
  return (['poor', 'near_poor', 'none', 'unknown'] as const).find((choice) => choice === value);
}

function device(value: string): StudentsSearch['device'] {
  return (['none', 'assigned', 'received'] as const).find((choice) => choice === value);
}
