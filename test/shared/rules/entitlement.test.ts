import { describe, expect, it } from 'vitest';
import { Problem } from '../../../shared/problems.ts';
import {
  checkAssignment,
  checkHandover,
  checkOverride,
  type EntitlementFacts,
} from '../../../shared/rules/entitlement.ts';

const lan = { id: 'lan', fullName: 'Hà Thị Lan', className: '6A' };
const sua = { id: 'sua', fullName: 'Vàng Thị Sua', className: null };
const held = { serialNumber: 'A1', receivedOn: '2026-09-05' };

function facts(given: {
  entitlement?: EntitlementFacts['entitlement'];
  pupil?: Partial<EntitlementFacts['pupil']>;
  device?: Partial<EntitlementFacts['device']>;
}): EntitlementFacts {
  return {
    entitlement: given.entitlement ?? 'per_student',
    pupil: { ...lan, isVoided: false, holds: [], planned: [], siblings: [], ...given.pupil },
    device: { serialNumber: 'R9', isVoided: false, holder: null, plannedFor: null, ...given.device },
  };
}
const sibling = (more: { holds?: (typeof held)[]; planned?: { serialNumber: string }[] }) => ({
  ...sua,
  holds: [],
  planned: [],
  ...more,
});
const shape = (problem: Problem | null) => problem && [problem.code, problem.details];

describe('may this pupil be handed this device', () => {
  it('yes, when both are free or the device is planned for the pupil', () => {
    expect(checkHandover(facts({}))).toBeNull();
    expect(
      checkHandover(facts({ device: { plannedFor: lan }, pupil: { planned: [{ serialNumber: 'R9' }] } })),
    ).toBeNull();
    expect(checkHandover(facts({ pupil: { planned: [{ serialNumber: 'other' }] } }))).toBeNull();
  });

  it('no, when the device was handed over, be it to the same pupil', () => {
    const holder = { ...sua, receivedOn: '2026-09-05' };
    expect(shape(checkHandover(facts({ device: { holder } })))).toEqual([
      'deviceAlreadyHandedOver',
      { serialNumber: 'R9', student: 'Vàng Thị Sua', className: null, receivedOn: '2026-09-05' },
    ]);
    const own = facts({ device: { holder: { ...lan, receivedOn: '2026-09-05' } }, pupil: { holds: [held] } });
    expect(checkHandover(own)?.code).toBe('deviceAlreadyHandedOver');
  });

  it('no, when it is planned for another pupil, or one of them is out of use', () => {
    expect(shape(checkHandover(facts({ device: { plannedFor: sua } })))).toEqual([
      'deviceAssignedToOther',
      { serialNumber: 'R9', student: 'Vàng Thị Sua', className: null },
    ]);
    expect(checkHandover(facts({ device: { isVoided: true } }))?.code).toBe('deviceVoided');
    expect(checkHandover(facts({ pupil: { isVoided: true } }))?.code).toBe('studentVoided');
  });

  it('no, when the pupil holds one; the household counts by the round', () => {
    expect(shape(checkHandover(facts({ pupil: { holds: [held] } })))).toEqual([
      'studentHoldsDevice',
      { student: 'Hà Thị Lan', className: '6A', ...held },
    ]);
    const pupil = { siblings: [sibling({ holds: [held] })] };
    expect(checkHandover(facts({ pupil }))).toBeNull();
    expect(shape(checkHandover(facts({ pupil, entitlement: 'per_household' })))).toEqual([
      'householdHoldsDevice',
      { student: 'Vàng Thị Sua', className: null, ...held },
    ]);
  });

  it('names first what nobody can lift', () => {
    const both = facts({ device: { plannedFor: sua }, pupil: { holds: [held] } });
    expect(checkHandover(both)?.code).toBe('deviceAssignedToOther');
  });
});

describe('may this device be planned for this pupil', () => {
  it('one plan per pupil, and per household where the round says so', () => {
    expect(shape(checkAssignment(facts({ pupil: { planned: [{ serialNumber: 'A1' }] } })))).toEqual([
      'studentHasAssignment',
      { student: 'Hà Thị Lan', className: '6A', serialNumber: 'A1' },
    ]);
    const pupil = { siblings: [sibling({ planned: [{ serialNumber: 'A1' }] })] };
    expect(checkAssignment(facts({ pupil }))).toBeNull();
    expect(checkHandover(facts({ pupil, entitlement: 'per_household' }))).toBeNull();
    expect(shape(checkAssignment(facts({ pupil, entitlement: 'per_household' })))).toEqual([
      'householdHasAssignment',
      { student: 'Vàng Thị Sua', className: null, serialNumber: 'A1' },
    ]);
  });
});

describe('an override', () => {
  const principal = { reason: 'Máy cũ hỏng', role: 'principal' } as const;

  it('lifts the limit of one device, by the principal, with a reason', () => {
    for (const code of ['studentHoldsDevice', 'householdHoldsDevice', 'householdHasAssignment']) {
      const problem = new Problem(code);
      expect(checkOverride(problem, principal)).toBeNull();
      expect(checkOverride(problem, { ...principal, reason: null })).toBe(problem);
      expect(checkOverride(problem, { ...principal, role: 'clerk' })?.code).toBe('overrideNotAllowed');
    }
  });

  it('never lifts a device twice', () => {
    for (const code of ['deviceAlreadyHandedOver', 'deviceAssignedToOther', 'studentHasAssignment', 'deviceVoided']) {
      const problem = new Problem(code);
      expect(checkOverride(problem, principal)).toBe(problem);
    }
  });
});
