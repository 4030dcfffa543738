/** Search box and filters above the table. Each filter is one choice, said in words, and all can be taken off at once. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Ref } from 'react';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { SchoolFilter } from '../../fields/school-filter.tsx';
import { SearchBox, type SearchBoxHandle } from '../../fields/search-box.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import type { StudentsSearch } from './students-search.ts';
import classes from './students.module.css';

interface StudentFiltersProps {
  ref: Ref<SearchBoxHandle>;
  search: StudentsSearch;
  onChange: (change: Partial<StudentsSearch>) => void;
  /** Arrow down: into the table. Enter: opens its first row. */
  onLeave: (how: 'down' | 'enter') => void;
}

export function StudentFilters({ ref, search, onChange, onLeave }: StudentFiltersProps) {
  const { language, words } = useLanguage();
  const w = words.students;
  const isOffice = useIsOffice();
  // At an office 6A is of as many schools as there are: a class is chosen after its school.
  const hasClasses = !isOffice || search.school !== undefined;
  const classList = useQuery(
    api.classes.list.queryOptions({ input: { owner: search.school ?? null }, enabled: hasClasses }),
  );
  const option = (value: string, label: string) => ({ value, label });
  return (
    <search className={classes.filters}>
      {isOffice && (
        <SchoolFilter
          school={search.school ?? null}
          onChange={(school) => onChange({ school: school ?? undefined, class: undefined })}
        />
      )}
      <SearchBox
        ref={ref}
        label={w.search}
        placeholder={w.searchPlaceholder}
        text={search.text ?? ''}
        takesFocus={search.pupil === undefined && search.form === undefined}
        className={classes.searchBox}
        onChange={(text) => onChange({ text: text || undefined })}
        onLeave={onLeave}
      />
      <NativeSelect
        aria-label={w.filterClass}
        disabled={!hasClasses}
        title={hasClasses ? undefined : words.office.chooseSchoolFirst}
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
