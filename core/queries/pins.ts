/** PINs and failed attempts: local rows, one per person. */
import type { ReadHandle, WriteHandle } from '../database/handles.ts';
import type { FailedProofRow, PinRow } from '../database/tables.ts';

export function findPin(db: ReadHandle, person: string): Promise<PinRow | undefined> {
  return db.selectFrom('pins').selectAll().where('person', '=', person).executeTakeFirst();
}

export async function savePinRow(db: WriteHandle, { person, ...pin }: PinRow): Promise<void> {
  await db
    .insertInto('pins')
    .values({ person, ...pin })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(pin))
    .execute();
}

/** Ids of the people who have a PIN. */
export async function listPeopleWithPin(db: ReadHandle): Promise<string[]> {
  return (await db.selectFrom('pins').select('person').execute()).map(({ person }) => person);
}

export function findFailedProof(db: ReadHandle, person: string): Promise<FailedProofRow | undefined> {
  return db.selectFrom('failedProofs').selectAll().where('person', '=', person).executeTakeFirst();
}

export async function saveFailedProof(db: WriteHandle, { person, ...failed }: FailedProofRow): Promise<void> {
  await db
    .insertInto('failedProofs')
    .values({ person, ...failed })
    .onConflict((conflict) => conflict.column('person').doUpdateSet(failed))
    .execute();
}

export async function forgetFailedProof(db: WriteHandle, person: string): Promise<void> {
  await db.deleteFrom('failedProofs').where('person', '=', person).execute();
}
