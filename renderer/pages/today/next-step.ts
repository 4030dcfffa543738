/** The one thing to do next, decided from the counts of the register. Pure. */
import type { Overview } from '../../../shared/contract/register.ts';

export type NextStep =
  | { kind: 'importStudents' }
  | { kind: 'findStatus'; students: number }
  | { kind: 'importDevices'; students: number }
  | { kind: 'assign'; devices: number; students: number }
  | { kind: 'handOver'; students: number }
  | { kind: 'waitForDevices'; students: number }
  | { kind: 'print' };

export function nextStep(overview: Pick<Overview, 'groups' | 'devices'>): NextStep {
  const all = sum(overview.groups.map((group) => group.students));
  if (all === 0) return { kind: 'importStudents' };
  const qualified = overview.groups.filter(
    ({ povertyStatus }) => povertyStatus === 'poor' || povertyStatus === 'near_poor',
  );
  const waiting = sum(qualified.map((group) => group.students - group.assigned - group.received));
  const planned = sum(overview.groups.map((group) => group.assigned));
  const unknown = overview.groups.find(({ povertyStatus }) => povertyStatus === 'unknown')?.students ?? 0;
  if (unknown === all) return { kind: 'findStatus', students: unknown };
  if (overview.devices.total === 0) return { kind: 'importDevices', students: all };
  if (waiting > 0 && overview.devices.inStock > 0) {
    return { kind: 'assign', devices: overview.devices.inStock, students: waiting };
  }
  if (planned > 0) return { kind: 'handOver', students: planned };
  if (waiting > 0) return { kind: 'waitForDevices', students: waiting };
  return { kind: 'print' };
}

/** The parts of a bar: who has received, for whom a device is planned, who has none. They add up to the whole. */
export function barParts(group: Overview['groups'][number]): { received: number; assigned: number; none: number } {
  const none = Math.max(0, group.students - group.received - group.assigned);
  return { received: group.received, assigned: group.assigned, none };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
