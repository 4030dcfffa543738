/** Where a record is opened: the page that shows it. */
import { linkOptions } from '@tanstack/react-router';

/** `student`: the pupil on whose page it stands, where that is another record. Null: no page shows it. */
export function recordTarget(recordTable: string, record: string, student: string | null = null) {
  const pupil = student ?? (recordTable === 'students' ? record : null);
  if (pupil !== null) return linkOptions({ to: '/students', search: { pupil } });
  if (recordTable === 'devices') return linkOptions({ to: '/devices', search: { device: record } });
  if (recordTable === 'classes') return linkOptions({ to: '/settings', search: { section: 'classes' } });
  if (recordTable === 'rounds') return linkOptions({ to: '/settings', search: { section: 'rounds' } });
  if (recordTable === 'sites') return linkOptions({ to: '/settings', search: { section: 'sites' } });
  if (recordTable === 'people') return linkOptions({ to: '/settings', search: { section: 'people' } });
  return null;
}
