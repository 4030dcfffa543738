/**
 * The code of a chain as paper carries it: `3f2a9c01be-1234`, the first ten hexadecimal digits of the head's hash and the head's number. Forty bits
 * are enough to tell a chain that was written anew by accident or by hand; who recomputes hashes to hit them still meets the signed anchors.
 */
const DIGITS = 10;

/** `hash` in hexadecimal digits. */
export function chainCode(hash: string, seq: number): string {
  return `${hash.slice(0, DIGITS)}-${seq}`;
}

/** What was typed from paper; spaces, case and the kind of dash do not matter. Undefined for anything else. */
export function readChainCode(text: string): { start: string; seq: number } | undefined {
  const found = /^([0-9a-f]{10})[-–—/]?0*([1-9]\d{0,14})$/.exec(text.toLowerCase().replace(/\s+/g, ''));
  return found ? { start: found[1] ?? '', seq: Number(found[2]) } : undefined;
}
