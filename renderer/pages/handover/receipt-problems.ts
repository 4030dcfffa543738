/** Beside which field of the receipt a problem is told. Pure. */
import type { Failure } from '../../problems/read-problem.ts';

const fields: Partial<Record<string, 'device' | 'receivedOn' | 'overrideReason'>> = {
  deviceNotFound: 'device',
  deviceVoided: 'device',
  deviceOfOtherRound: 'device',
  deviceAlreadyHandedOver: 'device',
  deviceAssignedToOther: 'device',
  studentHasAssignment: 'device',
  receivedOnInFuture: 'receivedOn',
  studentHoldsDevice: 'overrideReason',
  householdHoldsDevice: 'overrideReason',
  householdHasAssignment: 'overrideReason',
};

/** `overrideReason`: the principal may lift it. Null: it is told above the buttons. */
export function problemField(failure: Failure): 'device' | 'receivedOn' | 'overrideReason' | null {
  return failure.kind === 'problem' ? (fields[failure.code] ?? null) : null;
}
