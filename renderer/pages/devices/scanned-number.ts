/**
 * A number as it was scanned or typed. A Vietnamese input method turns letters of a serial number into accented ones
 * (`AA` → `Â`, `W` → `Ư`): what was meant cannot be known, so such a number is refused. Pure.
 */

/** Capitals without spaces; `isGarbled` when an input method has put accents into it. */
export function readScannedNumber(typed: string): { number: string; isGarbled: boolean } {
  const number = typed
    .normalize('NFC')
    .replace(/^\s*(?:s\/n|sn|imei\s*\d?)\s*[:.]\s*/i, '')
    .replace(/\s/g, '')
    .toUpperCase();
  const plain = number.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return { number, isGarbled: plain !== number || /[^\u0020-\u007e]/.test(number) };
}
