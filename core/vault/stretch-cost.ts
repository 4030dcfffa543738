/** What a new envelope asks of scrypt (RFC 7914): 128 MiB. Stored in the envelope: a later program may ask for more. */
export const STRETCH_COST = { n: 2 ** 17, r: 8, p: 1 };
