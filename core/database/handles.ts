/** The handle's type says whether a function may write. */
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/** Reads; a write handle may be passed wherever this is asked for. */
export type ReadHandle = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'fn' | 'case' | 'getExecutor'>;
/** Reads and writes, inside the transaction of one command. */
export type WriteHandle = Transaction<Tables>;
