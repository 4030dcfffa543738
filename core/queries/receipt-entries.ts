/** Receipts and counter-documents with the names that a page shows. */
import type { ReceiptEntry } from '../../shared/contract/students.ts';
import type { ReadHandle } from '../database/handles.ts';
import { inSlices } from './in-slices.ts';
import { schoolName } from './schools.ts';

/** All receipts, of one owner or of all; narrow it before executing. */
export function selectReceiptEntries(db: ReadHandle, owner: string | null) {
  return db
    .selectFrom('receipts')
    .innerJoin('students', (join) =>
      join.onRef('students.owner', '=', 'receipts.owner').onRef('students.id', '=', 'receipts.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'receipts.owner').onRef('devices.id', '=', 'receipts.device'),
    )
    .innerJoin('rounds', (join) =>
      join.onRef('rounds.owner', '=', 'receipts.owner').onRef('rounds.id', '=', 'receipts.round'),
    )
    .select([
      'receipts.id',
      'receipts.owner',
      schoolName(db, 'receipts.owner'),
      'receipts.kind',
      'receipts.student',
      'students.fullName as studentName',
      'classes.name as className',
      'receipts.device',
      'devices.serialNumber',
      'devices.name as deviceName',
      'devices.model',
      'receipts.round',
      'rounds.name as roundName',
      'receipts.mode',
      'receipts.receiverName',
      'receipts.receiverRelation',
      'receipts.receiverPersonalId',
      'receipts.receivedOn',
      'receipts.cancels',
      'receipts.reason',
      'receipts.overrideReason',
    ])
    .select((select) =>
      select
        .selectFrom('receipts as cancellations')
        .select('cancellations.id')
        .whereRef('cancellations.cancels', '=', 'receipts.id')
        .whereRef('cancellations.owner', '=', 'receipts.owner')
        .limit(1)
        .as('cancelledBy'),
    )
    .$if(owner !== null, (query) => query.where('receipts.owner', '=', owner ?? ''));
}

export function findReceiptEntry(db: ReadHandle, owner: string, id: string): Promise<ReceiptEntry | undefined> {
  return selectReceiptEntries(db, owner).where('receipts.id', '=', id).executeTakeFirst();
}

/** Receipts by id. */
export async function listReceiptEntries(
  db: ReadHandle,
  owner: string,
  ids: readonly string[],
): Promise<Map<string, ReceiptEntry>> {
  const found = new Map<string, ReceiptEntry>();
  await inSlices(ids, async (slice) => {
    const rows = await selectReceiptEntries(db, owner).where('receipts.id', 'in', slice).execute();
    for (const row of rows) found.set(row.id, row);
  });
  return found;
}

/** What happened to one device, the newest first. */
export function listReceiptsOfDevice(db: ReadHandle, owner: string, device: string): Promise<ReceiptEntry[]> {
  return selectReceiptEntries(db, owner).where('receipts.device', '=', device).orderBy('receipts.id', 'desc').execute();
}

/** A pupil's receipts and counter-documents, the newest first. */
export function listReceiptsOfStudent(db: ReadHandle, owner: string, student: string): Promise<ReceiptEntry[]> {
  return selectReceiptEntries(db, owner)
    .where('receipts.student', '=', student)
    .orderBy('receipts.id', 'desc')
    .execute();
}

export interface ReceiptFilter {
  /** Present class of the pupil. */
  class: string | null;
  student: string | null;
  round: string | null;
}

export async function countReceipts(db: ReadHandle, owner: string | null, filter: ReceiptFilter): Promise<number> {
  const { total } = await narrow(db, owner, filter)
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** One page, what was written last first. */
export async function listReceiptPage(
  db: ReadHandle,
  owner: string | null,
  filter: ReceiptFilter & { offset: number; limit: number },
): Promise<ReceiptEntry[]> {
  const page = narrow(db, owner, filter)
    .select('receipts.id')
    .orderBy('receipts.id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset);
  return selectReceiptEntries(db, owner).where('receipts.id', 'in', page).orderBy('receipts.id', 'desc').execute();
}

function narrow(db: ReadHandle, owner: string | null, filter: ReceiptFilter) {
  return db
    .selectFrom('receipts')
    .$if(owner !== null, (query) => query.where('receipts.owner', '=', owner ?? ''))
    .$if(filter.student !== null, (query) => query.where('receipts.student', '=', filter.student ?? ''))
    .$if(filter.round !== null, (query) => query.where('receipts.round', '=', filter.round ?? ''))
    .$if(filter.class !== null, (query) =>
      query.where(
        'receipts.student',
        'in',
        db
          .selectFrom('students')
          .select('students.id')
          .$if(owner !== null, (students) => students.where('students.owner', '=', owner ?? ''))
          .where('students.class', '=', filter.class),
      ),
    );
}
