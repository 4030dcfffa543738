/** Places of chains by the code that paper carries. */
import { chainCode } from '../../shared/rules/chain-code.ts';
import type { ReadHandle } from '../database/handles.ts';

export interface CodedChange {
  replica: string;
  seq: number;
  hash: Buffer;
  at: string;
}

/** The code of the head of this replica's chain; null while it wrote nothing. */
export async function findHeadCode(db: ReadHandle, replica: string): Promise<string | null> {
  const head = await db
    .selectFrom('chainHeads')
    .select(['hash', 'seq'])
    .where('replica', '=', replica)
    .executeTakeFirst();
  return head ? chainCode(head.hash.toString('hex'), head.seq) : null;
}

/** The change at that number of any chain whose hash begins so; undefined when no chain holds it. */
export async function findCodedChange(
  db: ReadHandle,
  { start, seq }: { start: string; seq: number },
): Promise<CodedChange | undefined> {
  const replicas = await db.selectFrom('chainHeads').select('replica').execute();
  for (const { replica } of replicas) {
    const change = await db
      .selectFrom('changes')
      .select(['replica', 'seq', 'hash', 'at'])
      .where('replica', '=', replica)
      .where('seq', '=', seq)
      .executeTakeFirst();
    if (change?.hash.toString('hex').startsWith(start)) return change;
  }
  return undefined;
}
