/** PINs: six digits that change the person at a shared PC while the register is unlocked. They protect no file. */
import { Problem } from '../problems.ts';

const DIGITS = /^\d{6}$/;

/** Raises pinInvalid for what is not six digits, pinTooEasy for one digit six times or neighbours all along (123456, 654321, 121212). */
export function checkNewPin(pin: string): Problem | null {
  if (!DIGITS.test(pin)) return new Problem('pinInvalid');
  const digits = Array.from(pin, Number);
  const steps = new Set(digits.slice(1).map((digit, index) => Math.abs(digit - (digits[index] ?? 0))));
  return steps.size === 1 && (steps.has(0) || steps.has(1)) ? new Problem('pinTooEasy') : null;
}
