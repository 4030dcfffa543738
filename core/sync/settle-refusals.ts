/**
 * The office says what it does not count: a `refusals` record per refused change, until a mending change has come. Derived from
 * what the merge left behind, so that an end of the program between the merge and this loses nothing.
 */
import { changeId } from '../../shared/records/change-id.ts';
import { listPeople } from '../queries/people.ts';
import { listMendedRefusals, listUnsaidRefusals } from '../queries/refusals.ts';
import { listMembers } from '../queries/sides.ts';
import type { Register } from '../register.ts';

/** Writes the refusals that are due and clears those that were mended. Nothing to do at a school. */
export async function settleRefusals(register: Register): Promise<void> {
  const { owner, role } = await register.getInstallation();
  if (role !== 'office') return;
  const db = register.reader;
  const members = (await listMembers(db, owner)).map((row) => row.member);
  const unsaid = await listUnsaidRefusals(db, owner, members);
  const mended = await listMendedRefusals(db, owner);
  if (unsaid.length === 0 && mended.length === 0) return;
  await register.run({ personId: await findFirstPerson(register, owner) }, async (command) => {
    for (const { member, replica, seq, record, recordTable, reason } of unsaid) {
      // Ids that cannot be ids were refused for it; the record is found by the change.
      const where = { record: record.slice(0, 24), recordTable: recordTable.slice(0, 60) };
      command.create('refusals', { member, change: changeId(replica, seq), ...where, reason });
    }
    for (const id of mended) await command.void('refusals', id, 'mended');
  });
}

/** Who stands for the side where nobody sat at the keyboard: its first person who has not left. */
export async function findFirstPerson(register: Register, owner: string): Promise<string | null> {
  const people = await listPeople(register.reader, owner);
  return (people.find((person) => person.voidedAt === null) ?? people[0])?.id ?? null;
}
