/** Netstrings: a length in bytes, in decimal, `:`, the bytes, `,`. What is signed and what is sealed is made of them. */

/** Longest item that is read back: a package's body. */
const MOST_DIGITS = 9;

export function writeNetstrings(items: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(
    items.flatMap((item) => {
      const bytes = typeof item === 'string' ? Buffer.from(item) : item;
      return [Buffer.from(`${bytes.length}:`), bytes, Buffer.from(',')];
    }),
  );
}

/** The items of `bytes`, which hold nothing else; undefined when they are not netstrings. */
export function readNetstrings(bytes: Uint8Array): Uint8Array[] | undefined {
  const items: Uint8Array[] = [];
  const colon = ':'.charCodeAt(0);
  const comma = ','.charCodeAt(0);
  for (let at = 0; at < bytes.length;) {
    const end = bytes.subarray(at, at + MOST_DIGITS + 1).indexOf(colon);
    if (end < 1) return undefined;
    const digits = Buffer.from(bytes.subarray(at, at + end)).toString('latin1');
    if (!/^(0|[1-9]\d*)$/.test(digits)) return undefined;
    const start = at + end + 1;
    const length = Number(digits);
    if (bytes[start + length] !== comma) return undefined;
    items.push(bytes.subarray(start, start + length));
    at = start + length + 1;
  }
  return items;
}
