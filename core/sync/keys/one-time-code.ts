/** One-time codes with two check digits, and bytes as digits for a QR code (Unikey corrupts letters). */
import { randomInt } from 'node:crypto';

/** 16 digits, 1 modulo 97. */
export function createCode(): string {
  const random = String(randomInt(10 ** 7)).padStart(7, '0') + String(randomInt(10 ** 7)).padStart(7, '0');
  return withCheckDigits(random);
}

export function isCodeSound(text: string): boolean {
  return /^\d{16}$/.test(text) && remainderOf(text) === 1;
}

/** Three digits a byte, then two check digits. */
export function toDigits(bytes: Uint8Array): string {
  return withCheckDigits(Array.from(bytes, (byte) => String(byte).padStart(3, '0')).join(''));
}

/** Undefined when the digits are mistyped. Spaces count for nothing. */
export function fromDigits(text: string): Buffer | undefined {
  const digits = text.replace(/\s/g, '');
  if (!/^(\d{3})*\d\d$/.test(digits) || remainderOf(digits) !== 1) return undefined;
  const values = (digits.slice(0, -2).match(/\d{3}/g) ?? []).map(Number);
  return values.every((value) => value < 256) ? Buffer.from(values) : undefined;
}

function withCheckDigits(digits: string): string {
  return digits + String((98 - remainderOf(`${digits}00`)) % 97).padStart(2, '0');
}

function remainderOf(digits: string): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}
