/** Codes that people type and digits that scanners type: with check digits, since Unikey and tired eyes alter them. */
import { randomInt } from 'node:crypto';

const MODULUS = 97n;
const CODE_DIGITS = 16;
const PASSPHRASE_DIGITS = 20;
const RECOVERY_DIGITS = 24;

/** A random code of 16 digits, the last two of which make it 1 modulo 97 (ISO 7064, as in an IBAN). */
export function createCode(): string {
  return withCheckDigits(randomDigits(CODE_DIGITS - 2));
}

/** 20 random digits, check digits among them: the passphrase of a join file. */
export function createPassphrase(): string {
  return withCheckDigits(randomDigits(PASSPHRASE_DIGITS - 2));
}

/** 24 digits, check digits among them: the recovery code of a register, 73 bits. */
export function createRecoveryCode(): string {
  return withCheckDigits(randomDigits(RECOVERY_DIGITS - 2));
}

/** The digits of a recovery code; undefined when one is missing or mistyped. */
export function readRecoveryCode(text: string): string | undefined {
  const digits = readCode(text);
  return digits?.length === RECOVERY_DIGITS ? digits : undefined;
}

/** The digits of what was typed, when their check digits are right; undefined otherwise. Spaces and dashes are ignored. */
export function readCode(text: string): string | undefined {
  const digits = text.replace(/[\s.–-]/g, '');
  return /^\d{4,}$/.test(digits) && BigInt(digits) % MODULUS === 1n ? digits : undefined;
}

/** Bytes as digits, three each, then two check digits. */
export function toDigits(bytes: Uint8Array): string {
  return withCheckDigits(Array.from(bytes, (byte) => String(byte).padStart(3, '0')).join(''));
}

/** {@link toDigits} backwards; undefined when a digit is wrong or missing. */
export function fromDigits(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s/g, '');
  if (!/^\d+$/.test(digits) || digits.length % 3 !== 2 || BigInt(digits) % MODULUS !== 1n) return undefined;
  const bytes = (digits.slice(0, -2).match(/\d{3}/g) ?? []).map(Number);
  return bytes.every((byte) => byte < 256) ? Uint8Array.from(bytes) : undefined;
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, (_, index) => randomInt(index === 0 ? 1 : 0, 10)).join('');
}

function withCheckDigits(digits: string): string {
  const check = (98n - (BigInt(`${digits}00`) % MODULUS)) % MODULUS;
  return digits + String(check).padStart(2, '0');
}
