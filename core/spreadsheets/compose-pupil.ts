/**
 * The cells of one row → the raw values of one pupil: names and dates put together, marks turned into words,
 * addresses split, parents or the head of the household in the guardian's place. The rules come afterwards.
 */
import { isMark, isNoMark } from '../../shared/rules/mark.ts';
import { isAllCapitals, restoreNameCapitals, toTitleCase } from '../../shared/rules/person-name.ts';
import { splitAddress } from '../../shared/rules/place.ts';
import { cleanText, isBlankText, type Written } from '../../shared/rules/written.ts';
import type { RosterField, RosterValueName, ValueNote } from './roster-fields.ts';

/** Where each field of this sheet stands. `isTcvn3`: its column was written in TCVN3, which has no accented capitals. */
export type Plan = ReadonlyMap<RosterField, { readonly index: number; readonly isTcvn3: boolean }>;

export interface Composed {
  readonly raw: Partial<Record<RosterValueName, Written>>;
  /** Column from which each value came. */
  readonly from: Partial<Record<RosterValueName, number>>;
  readonly problems: ValueNote[];
}

type CellOf = (field: RosterField) => Written;

const copied = [
  'fullName',
  'birthDate',
  'gender',
  'ethnicity',
  'className',
  'moetId',
  'personalId',
  'province',
  'commune',
  'village',
  'povertyStatus',
  'certificateNo',
  'certificateDate',
  'reviewYear',
  'guardianName',
  'guardianRelation',
  'guardianPhone',
  'guardianPersonalId',
  'headName',
  'headPersonalId',
  'siteName',
  'note',
] as const;

const names: ReadonlySet<string> = new Set([
  'fullName',
  'guardianName',
  'headName',
  'fatherName',
  'motherName',
  'village',
  'commune',
  'province',
  'address',
  'ethnicity',
]);

export function composePupil(row: readonly Written[], plan: Plan): Composed {
  const composed: Composed = { raw: {}, from: {}, problems: [] };
  const cell: CellOf = (field) => {
    const place = plan.get(field);
    if (!place) return undefined;
    const written = row[place.index] ?? null;
    // The halves of a name are restored together: "NGUYÔN V¡N | ¦íC" shows its capitals only as a whole.
    if (!place.isTcvn3 || typeof written !== 'string' || !names.has(field)) return written;
    return restore(field, cleanText(written));
  };
  for (const field of copied) {
    const place = plan.get(field);
    if (!place) continue;
    composed.raw[field] = cell(field);
    composed.from[field] = place.index;
  }
  joinName(plan, cell, composed);
  joinBirthDate(plan, cell, composed);
  markGender(plan, cell, composed);
  markPoverty(plan, cell, composed);
  divideAddress(plan, cell, composed);
  stepInForGuardian(plan, cell, composed);
  return composed;
}

/** Places keep small words ("xóm"), people's names do not have any. */
function restore(field: RosterField, text: string): string {
  if (!['village', 'commune', 'province', 'address', 'ethnicity'].includes(field)) return restoreNameCapitals(text);
  return text.replace(/(^|[\s,])(\p{Ll})/gu, (all, before: string, letter: string) =>
    letter > '\u007f' ? before + letter.toUpperCase() : all,
  );
}

function set(composed: Composed, name: RosterValueName, written: Written, index: number | undefined): void {
  composed.raw[name] = written;
  if (index !== undefined) composed.from[name] = index;
}

function joinName(plan: Plan, cell: CellOf, composed: Composed): void {
  const given = plan.get('givenName');
  const family = plan.get('familyAndMiddleName');
  if (plan.has('fullName') || !given || !family) return;
  const parts = [cleanText(cell('familyAndMiddleName')), cleanText(cell('givenName'))].filter(
    (part) => !isBlankText(part),
  );
  if (family.isTcvn3 || given.isTcvn3) {
    set(composed, 'fullName', restoreNameCapitals(parts.join(' ')), family.index);
    return;
  }
  // NGUYỄN VĂN | An: each part has its own capitals.
  const areAllCapitals = parts.every(isAllCapitals);
  const joined = parts.map((part) =>
    !areAllCapitals && isAllCapitals(part) && part.length > 2 ? toTitleCase(part) : part,
  );
  set(composed, 'fullName', joined.join(' '), family.index);
}

function joinBirthDate(plan: Plan, cell: CellOf, composed: Composed): void {
  if (plan.has('birthDate')) return;
  const parts = (['birthDay', 'birthMonth', 'birthYear'] as const).map((field) => cleanText(cell(field)));
  if (plan.has('birthDay') && plan.has('birthMonth') && plan.has('birthYear')) {
    const isEmpty = parts.every(isBlankText);
    set(composed, 'birthDate', isEmpty ? null : parts.join('/'), plan.get('birthDay')?.index);
    return;
  }
  for (const [field, gender] of [
    ['maleBirthDate', 'Nam'],
    ['femaleBirthDate', 'Nữ'],
  ] as const) {
    const place = plan.get(field);
    if (!place) continue;
    const written = cell(field);
    const isFilled = !isBlankText(cleanText(written));
    if (!('birthDate' in composed.raw) || isFilled) set(composed, 'birthDate', isFilled ? written : null, place.index);
    if (!plan.has('gender') && (isFilled || !('gender' in composed.raw))) {
      set(composed, 'gender', isFilled ? gender : null, place.index);
    }
  }
}

function markGender(plan: Plan, cell: CellOf, composed: Composed): void {
  if (plan.has('gender')) return;
  const female = plan.get('female');
  const male = plan.get('male');
  if (!female && !male) return;
  const femaleText = cleanText(cell('female'));
  const maleText = cleanText(cell('male'));
  const index = (female ?? male)?.index;
  if (female && male) {
    if (isMark(femaleText) && isMark(maleText)) {
      composed.problems.push({ field: 'gender', problem: 'genderBothMarked', details: {} });
      set(composed, 'gender', null, index);
      return;
    }
    set(
      composed,
      'gender',
      isMark(femaleText) ? 'Nữ' : isMark(maleText) ? 'Nam' : femaleText || maleText || null,
      index,
    );
    return;
  }
  const [text, marked, other] = female ? [femaleText, 'Nữ', 'Nam'] : [maleText, 'Nam', 'Nữ'];
  set(composed, 'gender', isMark(text) ? marked : isNoMark(text) ? other : text, index);
}

function markPoverty(plan: Plan, cell: CellOf, composed: Composed): void {
  const poor = plan.get('poorMark');
  const near = plan.get('nearPoorMark');
  if (plan.has('povertyStatus') || (!poor && !near)) return;
  const poorText = cleanText(cell('poorMark'));
  const nearText = cleanText(cell('nearPoorMark'));
  const isPoor = !isNoMark(poorText) && !isBlankText(poorText);
  const isNear = !isNoMark(nearText) && !isBlankText(nearText);
  if (isPoor && isNear) {
    composed.problems.push({ field: 'povertyStatus', problem: 'povertyBothMarked', details: {} });
    set(composed, 'povertyStatus', null, poor?.index ?? near?.index);
    return;
  }
  const index = isNear ? near?.index : (poor?.index ?? near?.index);
  if (isPoor) set(composed, 'povertyStatus', isMark(poorText) ? 'nghèo' : poorText, index);
  else if (isNear) set(composed, 'povertyStatus', isMark(nearText) ? 'cận nghèo' : nearText, index);
  else set(composed, 'povertyStatus', null, index);
}

function divideAddress(plan: Plan, cell: CellOf, composed: Composed): void {
  const address = plan.get('address');
  if (!address) return;
  const parts = splitAddress(cleanText(cell('address')));
  for (const name of ['village', 'commune', 'province'] as const) {
    if (plan.has(name) || (name === 'province' && parts.province === null)) continue;
    set(composed, name, parts[name], address.index);
  }
}

function isEmptyValue(written: Written): boolean {
  return isBlankText(cleanText(written));
}

/** No guardian named: father, else mother; a list that has no parents either: the head of the household. */
function stepInForGuardian(plan: Plan, cell: CellOf, composed: Composed): void {
  const { raw } = composed;
  takeRelationFromName(composed);
  const parents = (['father', 'mother'] as const).filter((parent) => plan.has(`${parent}Name`));
  if (parents.length > 0) raw.guardianRelation ??= null;
  if (plan.has('guardianName') && !isEmptyValue(raw.guardianName)) return;
  if (parents.length > 0) {
    const parent = parents.find((one) => !isEmptyValue(cell(`${one}Name`)));
    const from = parent ?? parents[0] ?? 'father';
    set(composed, 'guardianName', parent ? cell(`${parent}Name`) : null, plan.get(`${from}Name`)?.index);
    set(composed, 'guardianRelation', parent ?? null, plan.get(`${from}Name`)?.index);
    for (const [name, field] of [
      ['guardianPhone', `${from}Phone`],
      ['guardianPersonalId', `${from}PersonalId`],
    ] as const) {
      if (plan.has(field) && isEmptyValue(raw[name])) set(composed, name, cell(field), plan.get(field)?.index);
    }
    return;
  }
  if (!plan.has('guardianName') && plan.has('headName'))
    set(composed, 'guardianName', cell('headName'), plan.get('headName')?.index);
}

/** "Bùi Văn Hùng (bố)". */
function takeRelationFromName({ raw, from }: Composed): void {
  if (typeof raw.guardianName !== 'string' || !raw.guardianName.includes('(')) return;
  const found = /^(.+?)\s*\((bố|cha|mẹ|ông|bà|anh|chị|chú|bác|cô|dì|cậu|ông nội|bà nội|ông ngoại|bà ngoại)\)$/iu.exec(
    cleanText(raw.guardianName),
  );
  if (!found) return;
  raw.guardianName = found[1];
  if (!isEmptyValue(raw.guardianRelation)) return;
  raw.guardianRelation = found[2];
  from.guardianRelation ??= from.guardianName;
}
