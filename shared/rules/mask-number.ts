/**
 * ID numbers of people as lists and pages show them: 0123••••••89. The whole number is asked for on its own, and that is
 * remembered (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: no more than the purpose needs).
 */
const DOT = '•';
const FIRST = 4;
const LAST = 2;

/** Fields that hold the ID number of a person, by table. */
export const ID_NUMBER_FIELDS: Readonly<Record<string, string>> = {
  students: 'personalId',
  guardians: 'personalId',
  households: 'headPersonalId',
  receipts: 'receiverPersonalId',
};

/** The first four and last two characters; of a shorter text none at all. */
export function maskNumber(number: string): string;
export function maskNumber(number: string | null): string | null;
export function maskNumber(number: string | null): string | null {
  if (number === null || number === '') return number;
  const hidden = number.length - FIRST - LAST;
  if (hidden < LAST) return DOT.repeat(number.length);
  return number.slice(0, FIRST) + DOT.repeat(hidden) + number.slice(-LAST);
}

/** A value of any field: masked where the field holds an ID number. */
export function maskField<Value>(table: string, field: string, value: Value): Value | string {
  return ID_NUMBER_FIELDS[table] === field && typeof value === 'string' ? maskNumber(value) : value;
}

/** True for a text that shows a number without telling it. */
export function isMasked(text: string | null | undefined): boolean {
  return text?.includes(DOT) ?? false;
}

/**
 * What a form sends back for a number that it was shown masked and that nobody changed: the first of `stored` that looks
 * so. Any other text is what was typed, and is returned as it is.
 */
export function unmaskNumber(given: string | null, stored: readonly (string | null | undefined)[]): string | null {
  if (given === null || !isMasked(given)) return given;
  return stored.find((number) => number && maskNumber(number) === given.replaceAll(' ', '')) ?? given;
}
