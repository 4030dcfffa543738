/** Which school an office looks at: type a part of its name or code, accents or not; arrows and Enter choose. */
import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { foldText } from '../../shared/rules/fold.ts';
import { api } from '../api.ts';
import { useWords } from '../language/language.tsx';

interface SchoolFilterProps {
  /** Owner of the school; null: all. */
  school: string | null;
  onChange: (school: string | null) => void;
}

/** Longer lists are found by typing, not by scrolling. */
const SHOWN = 50;

export function SchoolFilter({ school, onChange }: SchoolFilterProps) {
  const w = useWords().office;
  const schools = useQuery(api.schools.list.queryOptions());
  return (
    <Select
      aria-label={w.school}
      placeholder={w.everySchool}
      searchable
      clearable
      selectFirstOptionOnChange
      limit={SHOWN}
      nothingFoundMessage={w.noSchool}
      data={(schools.data ?? []).map(({ owner, code, name }) => ({ value: owner, label: `${name} · ${code}` }))}
      filter={({ options, search, limit }) => {
        const words = foldText(search).split(/\s+/);
        return options
          .filter((option) => 'label' in option && words.every((word) => foldText(option.label).includes(word)))
          .slice(0, limit);
      }}
      value={school}
      onChange={onChange}
      w={250}
    />
  );
}
