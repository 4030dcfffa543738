/** Which receipts are open and which assignments count: the facts that decide who has a device. */
import type { Expression } from 'kysely';
import type { ReadHandle } from '../database/handles.ts';

/** Receipts of kind handover that no cancellation cancels; joined tables must not be called `receipts`. */
export function openReceipts(db: ReadHandle, owner: string | Expression<string>) {
  return db
    .selectFrom('receipts')
    .where('receipts.owner', '=', owner)
    .where('receipts.kind', '=', 'handover')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('receipts as cancellations')
            .select('cancellations.id')
            .whereRef('cancellations.cancels', '=', 'receipts.id')
            .whereRef('cancellations.owner', '=', 'receipts.owner'),
        ),
      ),
    );
}
