/** The bytes of a change and its hash, exactly as docs/journal.md fixes them. */
import { hash } from 'node:crypto';

/** What is hashed of a change, besides its commitment. */
export interface HashedChange {
  replica: string;
  seq: number;
  counter: number;
  owner: string;
  recordTable: string;
  record: string;
  subject: string;
  fields: string;
  base: string;
  command: string;
  actor: string;
  at: string;
  schema: number;
  prev: Buffer;
}

/** `prev` of a replica's first change. */
export const CHAIN_START = Buffer.alloc(32);
const PROTOCOL = 'so-may/change/1';

/** SHA-256(secret ‖ replica:seq ‖ stored bytes of fields), as hex. */
export function commitmentOf(change: Pick<HashedChange, 'replica' | 'seq' | 'fields'>, secret: Buffer): string {
  return hash('sha256', Buffer.concat([secret, Buffer.from(`${change.replica}:${change.seq}${change.fields}`)]), 'hex');
}

/** SHA-256 over the netstrings of a change; 32 bytes. */
export function hashOf(change: HashedChange, commitment: string): Buffer {
  const items = [
    PROTOCOL,
    change.replica,
    String(change.seq),
    String(change.counter),
    change.owner,
    change.recordTable,
    change.record,
    change.subject,
    change.base,
    change.command,
    change.actor,
    change.at,
    String(change.schema),
    commitment,
    change.prev.toString('hex'),
  ];
  let bytes = '';
  // All items are ASCII, so the length in characters is the length in bytes.
  for (const item of items) bytes += `${item.length}:${item},`;
  return hash('sha256', bytes, 'buffer');
}
