/** Below the table: how many, of which status; and what the filter leaves out. */
import { Button, Checkbox } from '@mantine/core';
import { IconFilterOff, IconX } from '@tabler/icons-react';
import { useRound } from '../../frame/round.tsx';
import { useWords } from '../../language/language.tsx';
import { isFiltered, noFilter, type StudentsSearch } from './students-search.ts';
import classes from './students.module.css';

interface StudentsFootProps {
  search: StudentsSearch;
  total: number;
  counts: { poor: number; nearPoor: number; received: number } | undefined;
  onChange: (change: Partial<StudentsSearch>) => void;
}

export function StudentsFoot({ search, total, counts, onChange }: StudentsFootProps) {
  const words = useWords();
  const w = words.students;
  const { rounds } = useRound();
  const roundName = rounds.find(({ id }) => id === search.round)?.name ?? '';
  return (
    <div className={classes.foot}>
      <p className={classes.totals} role="status">
        {counts && total > 0 && w.totals(total, counts.poor, counts.nearPoor, counts.received)}
      </p>
      {search.round !== undefined && (
        <Button
          variant="light"
          size="compact-sm"
          className={classes.chip}
          rightSection={<IconX size={16} aria-hidden />}
          aria-label={w.anyRound(roundName)}
          onClick={() => onChange({ round: undefined })}
        >
          {w.ofRound(roundName)}
        </Button>
      )}
      {isFiltered(search) && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFilterOff size={16} aria-hidden />}
          onClick={() => onChange(noFilter)}
        >
          {w.clearFilters}
        </Button>
      )}
      <Checkbox
        size="xs"
        label={words.privacy.consent.onlyMissing}
        checked={search.consent === 'missing'}
        onChange={(event) => onChange({ consent: event.currentTarget.checked ? 'missing' : undefined })}
      />
      <Checkbox
        size="xs"
        label={w.includeVoided}
        checked={search.voided ?? false}
        onChange={(event) => onChange({ voided: event.currentTarget.checked || undefined })}
      />
    </div>
  );
}
