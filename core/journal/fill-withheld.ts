/**
 * Values that were withheld and come later: a file that this side may read whole brings what one for a narrower reader left out.
 * Only of tables whose records are withheld at all; what was erased for a person has a commitment, too, and stays erased.
 */
import { tablesAboutAMember } from '../../shared/records/office.ts';
import { isKnownTable } from '../../shared/records/record-tables.ts';
import { checkChange } from '../../shared/rules/check-change.ts';
import type { WriteHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import { refreshDerivedTables } from '../queries/derived-tables.ts';
import { fillFields, listWithheld } from '../queries/merge.ts';
import { RowInserter } from '../queries/records.ts';
import { listSecrets } from '../queries/secrets.ts';
import type { IncomingRun } from './incoming-run.ts';
import { commitmentOf } from './change-bytes.ts';
import { type OwnerRole, rebuildRecords, touch, type Touched } from './merge-records.ts';
import { SecretMissing } from './merge-stops.ts';

/**
 * Fills in what is known as withheld and has its values in this run, whose hashes have been verified; returns how many changes.
 *
 * Throws SecretMissing for values that the commitment held here is not for.
 */
export async function fillWithheld(
  db: WriteHandle,
  { replica, owner, changes, secrets }: IncomingRun,
  { ownerRole }: { ownerRole: OwnerRole },
): Promise<number> {
  const [first, last] = [changes[0], changes.at(-1)];
  if (!first || !last) return 0;
  const withheld = await listWithheld(db, replica, first.seq, last.seq, tablesAboutAMember);
  if (withheld.size === 0) return 0;
  const filled = changes.filter((change) => change.fields !== null && withheld.has(change.seq));
  const held = await listSecrets(db, owner, [...new Set(filled.map((change) => change.subject))]);
  const given = Map.groupBy(secrets, (row) => row.subject);
  const inserter = new RowInserter(db);
  const touched: Touched = new Map();
  for (const { seq, subject, record, recordTable, fields, ...change } of filled) {
    const known = held.get(subject) ?? [];
    const candidates = [...known, ...(given.get(subject) ?? []).map((row) => row.secret)];
    const commitment = withheld.get(seq)?.toString('hex');
    const secret = candidates.find((each) => commitmentOf({ replica, seq, fields: fields! }, each) === commitment);
    if (!secret) throw new SecretMissing(subject);
    if (!known.some((each) => each.equals(secret))) {
      await inserter.insert('secrets', ['owner', 'subject', 'secret'], [{ owner, subject, secret }]);
      held.set(subject, [...known, secret]);
    }
    await fillFields(db, { replica, seq, fields: fields! });
    const whole = { ...change, replica, seq, subject, record, recordTable, fields: fields! };
    const verdict = checkChange(whole, ownerRole, change.schema > SCHEMA_VERSION);
    if (!verdict.counts && verdict.why !== 'parked' && verdict.why !== 'withheld')
      await inserter.insert(
        'refusedChanges',
        ['replica', 'seq', 'record', 'reason'],
        [{ replica, seq, record, reason: verdict.why }],
      );
    if (isKnownTable(recordTable)) touch(touched, recordTable, record);
  }
  const stale: Touched = new Map();
  await rebuildRecords(db, { owner, ownerRole }, touched, stale);
  await refreshDerivedTables(db, inserter, owner, stale);
  return filled.length;
}
