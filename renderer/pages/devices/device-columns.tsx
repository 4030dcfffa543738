/** The columns of the devices' table: all of them, fewer beside an open device. */
import type { DeviceRow } from '../../../shared/contract/devices.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import type { Language } from '../../../shared/sentences/language.ts';
import { groupDigits } from '../../language/format.ts';
import type { Words } from '../../language/words.ts';
import type { GridColumn } from '../../table/grid-row.tsx';
import { DeviceStateMark } from './device-state-mark.tsx';

export function deviceColumns(
  language: Language,
  words: Words,
  options: { hasRounds: boolean; isNarrow: boolean; hasSchools?: boolean },
): GridColumn<DeviceRow>[] {
  const text = words.devices.columns;
  const columns: GridColumn<DeviceRow>[] = [
    {
      id: 'serialNumber',
      header: fieldName(language, 'serialNumber'),
      width: '130px',
      cell: (row) => <strong>{row.serialNumber}</strong>,
    },
    { id: 'model', header: text.model, width: 'minmax(120px, 1fr)', cell: deviceName },
    { id: 'imei', header: 'IMEI', width: '164px', cell: (row) => groupDigits(row.imei) },
    { id: 'state', header: text.state, width: '166px', cell: (row) => <DeviceStateMark state={row.state} /> },
    {
      id: 'student',
      header: text.student,
      width: 'minmax(120px, 1.2fr)',
      cell: (row) => [row.className, row.studentName].filter(Boolean).join(' · '),
    },
  ];
  // The round takes the place of the IMEI, which the search finds and the open device shows.
  if (options.hasRounds) {
    columns.splice(2, 1, { id: 'round', header: text.round, width: '110px', cell: (row) => row.roundName });
  }
  if (options.hasSchools)
    columns.unshift({
      id: 'school',
      header: words.office.school,
      width: 'minmax(140px, 1.1fr)',
      cell: (row) => row.schoolName,
    });
  const narrow = new Set(['school', 'serialNumber', 'model', 'state', 'student']);
  return options.isNarrow ? columns.filter((column) => narrow.has(column.id)) : columns;
}

/** “Samsung Tab A7 Lite”; the kind of device where neither brand nor model is known. */
export function deviceName(device: { name: string | null; brand: string | null; model: string | null }): string {
  const { name, brand, model } = device;
  if (model !== null && brand !== null && !model.toLowerCase().startsWith(brand.toLowerCase()))
    return `${brand} ${model}`;
  return model ?? brand ?? name ?? '';
}
