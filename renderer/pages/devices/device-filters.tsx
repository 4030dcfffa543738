/** Search box and filters above the devices. A scanned number that is in the register opens its device. */
import { Button, NativeSelect } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import type { Ref } from 'react';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { SchoolFilter } from '../../fields/school-filter.tsx';
import { SearchBox, type SearchBoxHandle } from '../../fields/search-box.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import { deviceStates, type DevicesSearch, isFiltered } from './devices-search.ts';
import classes from './devices.module.css';

interface DeviceFiltersProps {
  ref: Ref<SearchBoxHandle>;
  search: DevicesSearch;
  models: readonly string[];
  onChange: (change: Partial<DevicesSearch>) => void;
  onLeave: (how: 'down' | 'enter', text: string) => void;
}

export function DeviceFilters({ ref, search, models, onChange, onLeave }: DeviceFiltersProps) {
  const { language, words } = useLanguage();
  const text = words.devices;
  const isOffice = useIsOffice();
  return (
    <search className={classes.filters}>
      {isOffice && (
        <SchoolFilter
          school={search.school ?? null}
          onChange={(school) => onChange({ school: school ?? undefined, model: undefined })}
        />
      )}
      <SearchBox
        ref={ref}
        label={text.search}
        placeholder={text.searchPlaceholder}
        text={search.text ?? ''}
        takesFocus={search.device === undefined && search.form === undefined}
        className={classes.searchBox}
        onChange={(typed) => onChange({ text: typed || undefined })}
        onLeave={onLeave}
      />
      <NativeSelect
        aria-label={text.filterModel}
        value={search.model ?? ''}
        onChange={(event) => onChange({ model: event.currentTarget.value || undefined })}
        data={[{ value: '', label: text.everyModel }, ...models.map((model) => ({ value: model, label: model }))]}
      />
      <NativeSelect
        aria-label={text.filterState}
        value={search.state ?? ''}
        onChange={(event) => {
          const { value } = event.currentTarget;
          onChange({ state: deviceStates.find((state) => state === value) });
        }}
        data={[
          { value: '', label: text.everyState },
          ...deviceStates.map((state) => ({ value: state, label: valueInWords(language, 'deviceState', state) })),
        ]}
      />
      {isFiltered(search) && (
        <Button
          variant="subtle"
          leftSection={<IconFilterOff size={17} aria-hidden />}
          onClick={() => onChange({ text: undefined, school: undefined, model: undefined, state: undefined })}
        >
          {text.clearFilters}
        </Button>
      )}
    </search>
  );
}
