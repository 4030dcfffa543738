/** Several installations of one side, and what one of them has written as a package would carry it. */
import { createRouterClient } from '@orpc/server';
import { applyChanges, type MergeResult } from '../../../core/journal/apply-changes.ts';
import type { IncomingRun } from '../../../core/journal/incoming-run.ts';
import type { OwnerRole } from '../../../core/journal/merge-records.ts';
import type { ReadHandle } from '../../../core/database/handles.ts';
import type { InstallationRow } from '../../../core/database/tables.ts';
import { createInstallationId } from '../../../core/journal/installation-id.ts';
import { saveKnownReplica } from '../../../core/queries/packages.ts';
import { openRegister, type Session } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { makeTestFolder, openTestRegister, type TestRegister } from '../open-test-register.ts';
import { onTestFinished } from 'vitest';

/** Another PC of the side that `first` belongs to: it has taken over what `first` wrote so far. */
export async function openSibling(first: TestRegister): Promise<TestRegister> {
  const register = await openRegister({ ...first.register.options, dataDir: makeTestFolder() });
  onTestFinished(() => register.close());
  const installation: InstallationRow = {
    ...(await first.register.getInstallation()),
    replica: createInstallationId(),
  };
  await register.transact(async (transaction) => {
    await transaction.insertInto('installation').values(installation).execute();
  });
  const session: Session = { personId: first.session.personId };
  const sibling = { register, session, client: createRouterClient(router, { context: { register, session } }) };
  await exchange(first, sibling);
  return sibling;
}

export async function openSiblings(count: number): Promise<TestRegister[]> {
  const first = await openTestRegister();
  const all = [first];
  while (all.length < count) all.push(await openSibling(first));
  return all;
}

/** What a register holds of one replica, from one number to another, with the secrets that it names. */
export async function readRun(
  db: ReadHandle,
  replica: string,
  first = 1,
  last = Number.MAX_SAFE_INTEGER,
): Promise<IncomingRun> {
  const rows = await db
    .selectFrom('changes')
    .selectAll()
    .where('replica', '=', replica)
    .where('seq', '>=', first)
    .where('seq', '<=', last)
    .orderBy('seq')
    .execute();
  const owner = rows[0]?.owner ?? '';
  const secrets = await db.selectFrom('secrets').selectAll().where('owner', '=', owner).execute();
  const subjects = new Set(rows.map((row) => row.subject));
  return {
    replica,
    owner,
    changes: rows.map((row) => ({ ...row, commitment: null })),
    secrets: secrets.filter(({ subject }) => subjects.has(subject)),
  };
}

export function merge(into: TestRegister, run: IncomingRun, ownerRole: OwnerRole = 'school'): Promise<MergeResult> {
  return into.register.exclusively(() =>
    into.register.transact((transaction) => applyChanges(transaction, run, { ownerRole })),
  );
}

/** Everything that `from` holds and `into` does not, in one direction. */
export async function exchange(from: TestRegister, into: TestRegister): Promise<void> {
  const heads = await from.register.reader.selectFrom('chainHeads').selectAll().execute();
  for (const { replica } of heads) await merge(into, await readRun(from.register.reader, replica));
  // A package carries its author's certificate, and with it the name of the PC.
  const known = await from.register.reader.selectFrom('knownReplicas').selectAll().execute();
  await into.register.transact(async (db) => {
    for (const row of known) await saveKnownReplica(db, row);
  });
}
