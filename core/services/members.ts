/** The schools and offices that an office collects from: how fresh each is, and what is missing. */
import type { Member } from '../../shared/contract/sync.ts';
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import { countMissingAttachments } from '../queries/attachments.ts';
import { listMembers } from '../queries/sides.ts';
import { listRefusalsOfMember } from '../queries/refusals.ts';
import type { Register, Session } from '../register.ts';
import { countMissingChanges } from './sync-counts.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Members of this office, the freshest last: those of whom nothing came yet, then the longest silent. Raises registerNotSetUp. */
export async function listMemberStates(register: Register): Promise<Member[]> {
  const { owner } = await register.getInstallation();
  const now = register.options.clock().getTime();
  const states: Member[] = [];
  for (const enrolment of await listMembers(register.reader, owner))
    states.push(await describeMember(register.reader, owner, enrolment, now));
  // Of equal freshness by name, as they were listed.
  return states.sort((one, other) => compareFreshness(one.lastReceivedAt, other.lastReceivedAt));
}

function compareFreshness(one: string | null, other: string | null): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? -1 : 1;
  return one < other ? -1 : 1;
}

async function describeMember(
  db: ReadHandle,
  office: string,
  enrolment: SyncedRow<'enrolments'>,
  now: number,
): Promise<Member> {
  const { member, role, code, name } = enrolment;
  const enrolled = await db.selectFrom('changes').select('at').where('record', '=', enrolment.id).executeTakeFirst();
  const packages = await db.selectFrom('packages').selectAll().where('owner', '=', member).execute();
  const heads = await db
    .selectFrom('chainHeads')
    .innerJoin('changes', (join) =>
      join.onRef('changes.replica', '=', 'chainHeads.replica').onRef('changes.seq', '=', 'chainHeads.seq'),
    )
    .select(['chainHeads.replica', 'chainHeads.seq', 'changes.at'])
    .where('changes.owner', '=', member)
    .execute();
  const taken = packages.filter((row) => row.state !== 'refused').map((row) => row.at);
  const lastReceivedAt = taken.sort().at(-1) ?? null;
  return {
    owner: member,
    role,
    code,
    name,
    enrolledAt: enrolled?.at ?? '1970-01-01T00:00:00.000Z',
    lastChangeAt:
      heads
        .map((head) => head.at)
        .sort()
        .at(-1) ?? null,
    lastReceivedAt,
    silentDays: lastReceivedAt === null ? null : Math.max(0, Math.floor((now - Date.parse(lastReceivedAt)) / DAY_MS)),
    changes: heads.reduce((sum, head) => sum + head.seq, 0),
    missingChanges: await countMissingChanges(db, member),
    students: await countRows(db, 'students', member),
    devices: await countRows(db, 'devices', member),
    receipts: await countRows(db, 'receipts', member),
    refusedChanges: (await listRefusalsOfMember(db, office, member)).length,
    quarantinedFiles: packages.filter((row) => row.state === 'quarantined').length,
    missingAttachments: await countMissingAttachments(db, member),
  };
}

async function countRows(db: ReadHandle, table: 'students' | 'devices' | 'receipts', owner: string): Promise<number> {
  // One shape for the three tables: they have an owner.
  let query = db
    .selectFrom(table as 'students')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('owner', '=', owner);
  if (table !== 'receipts') query = query.where('voidedAt', 'is', null);
  return (await query.executeTakeFirstOrThrow()).count;
}

/**
 * Ends the enrolment of a member; what it sent stays.
 *
 * Raises recordNotFound { table }.
 */
export function removeMember(
  register: Register,
  session: Session,
  { owner, reason }: { owner: string; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    const member = (await listMembers(await command.read(), command.owner)).find((row) => row.member === owner);
    if (!member) throw new Problem('recordNotFound', { table: 'enrolments' });
    await command.void('enrolments', member.id, reason);
    return { command: command.id };
  });
}
