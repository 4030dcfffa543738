/**
 * The rules for one pupil's values, the same for a row of a file and for a row that a clerk mends by hand: each
 * value by itself, then what contradicts what. A fault of a value that the register can do without is a warning.
 */
import { readCalendarDay } from '../../shared/rules/calendar-day.ts';
import { readCertificateNumber } from '../../shared/rules/certificate-number.ts';
import { readClassName } from '../../shared/rules/class-name.ts';
import { readEthnicity } from '../../shared/rules/ethnicity.ts';
import { type Gender, readGender } from '../../shared/rules/gender.ts';
import { readGuardianRelation } from '../../shared/rules/guardian-relation.ts';
import { readMoetId } from '../../shared/rules/moet-id.ts';
import { readPersonName, shorten } from '../../shared/rules/person-name.ts';
import { checkPersonalId, readAdultPersonalId, readPersonalId } from '../../shared/rules/personal-id.ts';
import { readPhone } from '../../shared/rules/phone.ts';
import { readCommune, readProvince, readVillage } from '../../shared/rules/place.ts';
import { readPovertyStatus } from '../../shared/rules/poverty-wording.ts';
import { empty, type Reading, refused, taken, warned } from '../../shared/rules/reading.ts';
import { cleanText, isBlankText, isFormulaText, type Written } from '../../shared/rules/written.ts';
import type { RosterValueName, RosterValues, ValueNote } from './roster-fields.ts';

export interface CheckedValues {
  readonly values: RosterValues;
  readonly problems: ValueNote[];
  readonly warnings: ValueNote[];
}

const longestText = 500;

function birthDate(written: Written): Reading<string> {
  const { day, fault } = readCalendarDay(written);
  if (fault) {
    const text = shorten(cleanText(written));
    return refused(fault === 'impossible' ? 'birthDateImpossible' : 'birthDateNotUnderstood', { text });
  }
  return day === null ? empty() : taken(day);
}

function certificateDate(written: Written): Reading<string> {
  const { day, fault } = readCalendarDay(written);
  if (fault) return warned<string>(null, 'certificateDateNotUnderstood', { text: shorten(cleanText(written)) });
  return day === null ? empty() : taken(day);
}

function reviewYear(written: Written): Reading<number> {
  const text = cleanText(written);
  if (isBlankText(text)) return empty();
  const year = Number(/(?<!\d)(20\d\d|21\d\d|2200)(?!\d)/.exec(text)?.[1]);
  return Number.isNaN(year) ? warned<number>(null, 'reviewYearNotUnderstood', { text: shorten(text) }) : taken(year);
}

function plainText(written: Written): Reading<string> {
  const text = cleanText(written);
  if (isBlankText(text)) return empty();
  return text.length > longestText ? refused('cellTooLong', { length: text.length, limit: longestText }) : taken(text);
}

function place(read: (text: string) => string | null): (written: Written) => Reading<string> {
  return (written) => {
    const reading = plainText(written);
    if (reading.value === null) return reading;
    const name = read(reading.value);
    return name === null ? empty() : taken(name);
  };
}

type Readers = { [Name in RosterValueName]-?: (written: Written) => Reading<NonNullable<RosterValues[Name]>> };

const readers: Readers = {
  fullName: readPersonName,
  birthDate,
  gender: readGender,
  ethnicity: readEthnicity,
  className: readClassName,
  moetId: readMoetId,
  personalId: readPersonalId,
  province: place(readProvince),
  commune: place(readCommune),
  village: place(readVillage),
  povertyStatus: readPovertyStatus,
  certificateNo: readCertificateNumber,
  certificateDate,
  reviewYear,
  guardianName: readPersonName,
  guardianRelation: readGuardianRelation,
  guardianPhone: readPhone,
  guardianPersonalId: readAdultPersonalId,
  headName: readPersonName,
  headPersonalId: readAdultPersonalId,
  siteName: plainText,
  note: plainText,
};

function isValueName(name: string): name is RosterValueName {
  return Object.hasOwn(readers, name);
}

/** Of these, what cannot be taken refuses the row; of the others it is left out with a warning. */
const essential: ReadonlySet<RosterValueName> = new Set([
  'fullName',
  'birthDate',
  'gender',
  'className',
  'moetId',
  'personalId',
  'povertyStatus',
]);

/** Readings of words that return in row after row: gender, class, village. Bounded, and emptied with the reader. */
export type ReadingCache = Map<RosterValueName, Map<string, Reading<string | number>>>;
const cached: ReadonlySet<RosterValueName> = new Set([
  'gender',
  'ethnicity',
  'className',
  'province',
  'commune',
  'village',
  'povertyStatus',
  'guardianRelation',
  'siteName',
]);
const mostCached = 1000;

function readValue(name: RosterValueName, written: Written, cache: ReadingCache): Reading<string | number> {
  if (written === null || written === undefined || written === '') {
    return name === 'povertyStatus' ? taken('none') : empty();
  }
  if (typeof written === 'string' && cached.has(name)) {
    let known = cache.get(name);
    if (!known) cache.set(name, (known = new Map()));
    let reading = known.get(written);
    if (!reading) {
      reading = readText(name, written);
      if (known.size < mostCached) known.set(written, reading);
    }
    return reading;
  }
  return readText(name, written);
}

function readText(name: RosterValueName, written: Written): Reading<string | number> {
  if (typeof written === 'string') {
    const first = written.charCodeAt(0);
    const isSuspect = first === 0x3d || first === 0x23 || first === 0x2b || first === 0x40 || first === 0x2d;
    if (isSuspect && isFormulaText(written.trim())) return refused('cellIsFormula', { text: shorten(written.trim()) });
  }
  return readers[name](written);
}

/**
 * Checks raw values (as a file or a clerk writes them, or as they were read before) by the rules of their fields.
 * Keys that are absent or undefined stay absent, unknown ones are ignored; an absent or empty full name is the problem fullNameMissing.
 */
export function checkRosterValues(
  raw: Readonly<Record<string, unknown>>,
  cache: ReadingCache = new Map(),
): CheckedValues {
  const values: Record<string, string | number | null> = {};
  const problems: ValueNote[] = [];
  const warnings: ValueNote[] = [];
  for (const name of Object.keys(raw)) {
    if (!isValueName(name) || raw[name] === undefined) continue;
    const reading = readValue(name, toWritten(raw[name]), cache);
    values[name] = reading.value;
    if (reading.fault)
      (isRefusal(name, reading.fault.problem) ? problems : warnings).push({ field: name, ...reading.fault });
    if (reading.warning) warnings.push({ field: name, ...reading.warning });
  }
  const checked: RosterValues = values;
  checked.fullName ??= null;
  if (checked.fullName === null && !problems.some(({ field }) => field === 'fullName')) {
    problems.unshift({ field: 'fullName', problem: 'fullNameMissing', details: {} });
  }
  if (checked.personalId) {
    const gender: Gender | null = checked.gender ?? null;
    for (const fault of checkPersonalId(checked.personalId, gender, checked.birthDate ?? null)) {
      warnings.push({ field: 'personalId', ...fault });
    }
  }
  return { values: checked, problems, warnings };
}

/** What does not fit, or would be lost in silence, refuses the row whatever the field. */
function isRefusal(name: RosterValueName, problem: string): boolean {
  return essential.has(name) || problem === 'cellTooLong';
}

function toWritten(value: unknown): Written {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
