/**
 * May this pupil get this device in this round? Values in, a Problem or null out.
 *
 * “Mỗi học sinh được nhận hỗ trợ 01 thiết bị” (the ministry's branch; Vĩnh Phúc, công văn 8829/UBND-VX3): a device of
 * any round counts. Where the round gives one per household (Thông tư 09/2022/TT-BTTTT), a device that another pupil
 * of the household holds counts too.
 */
import type { z } from 'zod';
import { Problem } from '../problems.ts';
import type { entitlement } from '../records/device.ts';
import type { personRole } from '../records/organisation.ts';

export interface EntitledPupil {
  id: string;
  fullName: string;
  className: string | null;
}

/** A device that a pupil holds. */
export interface HeldDevice {
  serialNumber: string;
  receivedOn: string;
}

/** All that the decision rests on. */
export interface EntitlementFacts {
  entitlement: z.output<typeof entitlement>;
  pupil: EntitledPupil & {
    isVoided: boolean;
    /** Devices that the pupil holds, of any round. */
    holds: readonly HeldDevice[];
    /** Devices planned for the pupil and not signed for. */
    planned: readonly { serialNumber: string }[];
    /** Other pupils of the household. */
    siblings: readonly (EntitledPupil & {
      holds: readonly HeldDevice[];
      planned: readonly { serialNumber: string }[];
    })[];
  };
  device: {
    serialNumber: string;
    isVoided: boolean;
    holder: (EntitledPupil & { receivedOn: string }) | null;
    plannedFor: EntitledPupil | null;
  };
}

/** The limits that a principal may lift: a second device. A device twice is never among them. */
const OVERRIDABLE = new Set(['studentHoldsDevice', 'householdHoldsDevice', 'householdHasAssignment']);

/**
 * Why the pupil may not be handed the device; null when it may. What nobody can lift is named first.
 *
 * Answers studentVoided { student }, deviceVoided { serialNumber }, deviceAlreadyHandedOver { serialNumber, student,
 * className, receivedOn }, deviceAssignedToOther { serialNumber, student, className }, studentHoldsDevice and
 * householdHoldsDevice { student, className, serialNumber, receivedOn }, where `student` is a name: the sibling's in
 * householdHoldsDevice.
 */
export function checkHandover({ entitlement, pupil, device }: EntitlementFacts): Problem | null {
  return checkUse(pupil, device) ?? checkPupil(entitlement, pupil);
}

/**
 * Why the device may not be planned for the pupil; null when it may.
 *
 * Answers what {@link checkHandover} does, studentHasAssignment { student, className, serialNumber }, and where the
 * round gives one per household householdHasAssignment of the same shape, which names the sibling.
 */
export function checkAssignment({ entitlement, pupil, device }: EntitlementFacts): Problem | null {
  return (
    checkUse(pupil, device) ?? checkPlan(pupil) ?? checkPupil(entitlement, pupil) ?? checkPlans(entitlement, pupil)
  );
}

/** Why the pupil may not get any device of the round, whichever it is; null when it may. For lists. */
export function checkPupil(
  entitlement: EntitlementFacts['entitlement'],
  pupil: EntitlementFacts['pupil'],
): Problem | null {
  if (pupil.isVoided) return new Problem('studentVoided', { student: pupil.fullName });
  const [held] = pupil.holds;
  if (held) return new Problem('studentHoldsDevice', { ...named(pupil), ...held });
  if (entitlement !== 'per_household') return null;
  for (const sibling of pupil.siblings) {
    const [held] = sibling.holds;
    if (held) return new Problem('householdHoldsDevice', { ...named(sibling), ...held });
  }
  return null;
}

/** Whether the pupil or, by the round, the household has a device planned. */
export function checkPlans(
  entitlement: EntitlementFacts['entitlement'],
  pupil: EntitlementFacts['pupil'],
): Problem | null {
  const own = checkPlan(pupil);
  if (own || entitlement !== 'per_household') return own;
  for (const sibling of pupil.siblings) {
    const [planned] = sibling.planned;
    if (planned) return new Problem('householdHasAssignment', { ...named(sibling), ...planned });
  }
  return null;
}

/**
 * Whether an override lifts the problem. Null: it does. Else why not: the problem itself when no reason is given or
 * when nobody can lift it, overrideNotAllowed { role } when the person is not the principal.
 */
export function checkOverride(
  problem: Problem,
  override: { reason: string | null; role: z.output<typeof personRole> | null },
): Problem | null {
  if (override.reason === null || !OVERRIDABLE.has(problem.code)) return problem;
  return override.role === 'principal' ? null : new Problem('overrideNotAllowed', { role: override.role });
}

function checkUse(pupil: EntitlementFacts['pupil'], device: EntitlementFacts['device']): Problem | null {
  const { serialNumber, holder, plannedFor } = device;
  if (pupil.isVoided) return new Problem('studentVoided', { student: pupil.fullName });
  if (device.isVoided) return new Problem('deviceVoided', { serialNumber });
  if (holder)
    return new Problem('deviceAlreadyHandedOver', { serialNumber, ...named(holder), receivedOn: holder.receivedOn });
  if (plannedFor && plannedFor.id !== pupil.id)
    return new Problem('deviceAssignedToOther', { serialNumber, ...named(plannedFor) });
  return null;
}

function checkPlan(pupil: EntitlementFacts['pupil']): Problem | null {
  const [planned] = pupil.planned;
  return planned ? new Problem('studentHasAssignment', { ...named(pupil), ...planned }) : null;
}

function named({ fullName, className }: EntitledPupil): { student: string; className: string | null } {
  return { student: fullName, className };
}
