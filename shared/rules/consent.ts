/**
 * Consent to keep a child's data: the guardian's tick, and the child's own from 7 years on (Luật 91/2025/QH15, Điều 24). Nothing is
 * ticked before somebody signs, and silence is no consent.
 */
const OWN_VOICE_YEARS = 7;

/** What is printed on the program's own form and recorded with it; raised whenever what a family agrees to there changes. */
export const CONSENT_FORM_VERSION = 'PĐY-01/2026';

/** True when the child's own tick is needed on this day; an unknown birthday needs it. Both are ISO days. */
export function needsChild(birthDate: string | null, on: string): boolean {
  if (birthDate === null) return true;
  return `${Number(birthDate.slice(0, 4)) + OWN_VOICE_YEARS}${birthDate.slice(4)}` <= on;
}

interface Signed {
  guardianAgrees: 0 | 1;
  childAgrees: 0 | 1 | null;
  withdrawnOn: string | null;
  voidedAt: string | null;
}

/** True for a form that still counts as consent: everybody who has to agreed, and nobody took it back. */
export function isInForce(consent: Signed): boolean {
  return (
    consent.voidedAt === null &&
    consent.withdrawnOn === null &&
    consent.guardianAgrees === 1 &&
    consent.childAgrees !== 0
  );
}
