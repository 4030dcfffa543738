/** The journal. */
import type { Words } from '../words.ts';
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'en');

export const journal: Words['journal'] = {
  title: 'Journal',
  table: 'What was done',
  entry: 'Shown entry',
  person: 'Who',
  everyone: 'Everybody',
  from: 'From day',
  until: 'Until day',
  kind: 'Kind',
  everyKind: 'Everything',
  change: 'Changes in the register',
  everyTable: 'Every part of the register',
  clear: 'Clear',
  columns: { at: 'When', person: 'Who', kind: 'What', label: 'About', values: 'Content' },
  nobody: 'Nobody seated',
  noValues: 'The values are no longer in this register.',
  empty: 'Nothing was done yet.',
  noMatch: 'Nothing fits what was chosen. Try to take one condition off.',
  count: (count) => (count === 1 ? '1 entry' : `${n(count)} entries`),
  countSoFar: (count) => `The newest ${n(count)} entries; scroll down for older ones`,
  download: 'Download .xlsx',
  fileName: 'journal.xlsx',
  saved: (name) => `Downloaded ${name}. The journal remembers that too.`,
  inJournal: 'Show in the journal',
  openPupil: 'Open the pupil',
  onlyPupil: 'Only what concerns this pupil',
  onlyDevice: 'Only what concerns this device',
  onlyPerson: (name) => `Only what ${name} did`,
};
