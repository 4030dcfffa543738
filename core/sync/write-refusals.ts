/** The office says what it does not count: a `refusals` record per refused change, until a mending change has come. */
import { changeId } from '../../shared/records/change-id.ts';
import type { IncomingChange, MergeResult } from '../journal/apply-changes.ts';
import { listPeople } from '../queries/people.ts';
import { listRefusalsOfMember } from '../queries/refusals.ts';
import { listMembers } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import type { TrustedSide } from './trust.ts';

/** Writes and clears refusals for a member of this office; for anybody else there is nothing to say. */
export async function writeRefusals(
  register: Register,
  side: TrustedSide,
  { replica, changes }: { replica: string; changes: readonly IncomingChange[] },
  merged: MergeResult,
): Promise<void> {
  const { owner, role } = await register.getInstallation();
  if (role !== 'office' || merged.applied === 0) return;
  if (!(await listMembers(register.reader, owner)).some((row) => row.member === side.owner)) return;
  const standing = await listRefusalsOfMember(register.reader, owner, side.owner);
  const bases = new Set(changes.flatMap((change) => (change.base === '' ? [] : change.base.split(' '))));
  const mended = standing.filter((refusal) => bases.has(refusal.change));
  if (merged.refused.length === 0 && mended.length === 0) return;
  await register.run({ personId: await findFirstPerson(register, owner) }, async (command) => {
    for (const { seq, record, recordTable, reason } of merged.refused) {
      const change = changeId(replica, seq);
      // Ids that cannot be ids were refused for it; the record is found by the change.
      const where = { change, record: record.slice(0, 24), recordTable: recordTable.slice(0, 60) };
      if (!standing.some((refusal) => refusal.change === change))
        command.create('refusals', { member: side.owner, ...where, reason });
    }
    for (const { id } of mended) await command.void('refusals', id, 'mended');
  });
}

/** Who stands for the side where nobody sat at the keyboard: its first person who has not left. */
export async function findFirstPerson(register: Register, owner: string): Promise<string | null> {
  const people = await listPeople(register.reader, owner);
  return (people.find((person) => person.voidedAt === null) ?? people[0])?.id ?? null;
}
