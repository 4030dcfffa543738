import { describe, expect, it } from 'vitest';
import type { Overview } from '../../../shared/contract/register.ts';
import { barParts, nextStep } from '../../../renderer/pages/today/next-step.ts';

type Counts = [students: number, assigned: number, received: number];

function overview(
  counts: { poor?: Counts; near_poor?: Counts; none?: Counts; unknown?: Counts },
  inStock = 0,
  total = inStock,
): Pick<Overview, 'groups' | 'devices'> {
  const groups = (['poor', 'near_poor', 'none', 'unknown'] as const).map((povertyStatus) => {
    const [students, assigned, received] = counts[povertyStatus] ?? [0, 0, 0];
    return { povertyStatus, students, assigned, received };
  });
  return { groups, devices: { total, inStock, assigned: 0, handedOver: total - inStock } };
}

describe('the next step', () => {
  it('is to import class lists into an empty register', () => {
    expect(nextStep(overview({}, 12))).toEqual({ kind: 'importStudents' });
  });

  it('is to enter statuses when no pupil has one', () => {
    expect(nextStep(overview({ unknown: [30, 0, 0] }, 12))).toEqual({ kind: 'findStatus', students: 30 });
  });

  it('is to import devices when there are none', () => {
    expect(nextStep(overview({ poor: [20, 0, 0], none: [30, 0, 0] }))).toEqual({ kind: 'importDevices', students: 50 });
  });

  it('is to plan devices while there is stock and a poor or near-poor pupil without', () => {
    expect(nextStep(overview({ poor: [20, 5, 3], near_poor: [10, 0, 0], none: [30, 0, 0] }, 12, 40))).toEqual({
      kind: 'assign',
      devices: 12,
      students: 22,
    });
  });

  it('is to hand over what is planned once nobody waits or the stock is empty', () => {
    expect(nextStep(overview({ poor: [20, 20, 0] }, 5, 25))).toEqual({ kind: 'handOver', students: 20 });
    expect(nextStep(overview({ poor: [20, 8, 0] }, 0, 8))).toEqual({ kind: 'handOver', students: 8 });
  });

  it('is to wait for devices when all are given and some pupils have none', () => {
    expect(nextStep(overview({ poor: [20, 0, 8] }, 0, 8))).toEqual({ kind: 'waitForDevices', students: 12 });
  });

  it('is to print when everybody who qualifies has received', () => {
    expect(nextStep(overview({ poor: [20, 0, 20], none: [50, 0, 0] }, 4, 24))).toEqual({ kind: 'print' });
  });
});

describe('a bar', () => {
  it('has parts that add up to its pupils', () => {
    expect(barParts({ povertyStatus: 'poor', students: 20, assigned: 5, received: 3 })).toEqual({
      received: 3,
      assigned: 5,
      none: 12,
    });
  });
});
