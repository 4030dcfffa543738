/** The body of a package: a run of changes of one replica in columns (docs/sync.md "package"). */
import { z } from 'zod';
import { changeId, parseChangeId } from '../../../shared/records/change-id.ts';
import type { ChangeRow, SecretRow } from '../../database/tables.ts';
import type { IncomingChange } from '../../journal/incoming-run.ts';
import { commitmentOf, hashOf } from '../../journal/change-bytes.ts';
import { secretOf } from '../../journal/secrets.ts';
import { FileRefused } from './file-refused.ts';
import { type PackageHeader, parseJson } from './sealed-file.ts';

export const MOST_CHANGES = 10_000;
/** Changes that are hashed between two pauses: some milliseconds. */
const HASHED_AT_ONCE = 500;

/** A change id: the distance to this change in the same replica's chain, else the id itself. */
const ascii = z
  .string()
  .max(60)
  .regex(/^[\x20-\x7e]*$/);
const writtenId = z.union([z.number().int(), ascii]);
const body = z.object({
  changes: z.object({
    counter: z.array(z.number().int().min(0)),
    table: z.array(ascii),
    record: z.array(writtenId),
    subject: z.array(writtenId),
    fields: z.array(z.string().nullable()),
    base: z.array(z.array(writtenId)),
    command: z.array(writtenId),
    actor: z.array(writtenId),
    at: z.array(z.union([ascii, z.literal(0)])),
    schema: z.array(z.number().int().min(1)),
    commitment: z.array(z.union([z.string().regex(/^[0-9a-f]{64}$/), z.literal(0)])),
    /** Only where a subject has several secrets: which of them, counted from 0 in the order of `secrets`. */
    secret: z.array(z.number().int().min(0)).optional(),
  }),
  secrets: z.array(z.tuple([ascii, z.string().regex(/^[0-9A-Za-z_-]{43}$/)])),
});
type Columns = z.output<typeof body>['changes'];

/**
 * The body of a package. `withheld` gives the commitment, 32 bytes, of each change by `seq` whose values its readers must not
 * have; `secrets` are those of all subjects whose values are in it, several of one subject after a fork.
 */
export function encodePackage(
  changes: readonly ChangeRow[],
  secrets: readonly SecretRow[],
  withheld: ReadonlyMap<number, Buffer> = new Map(),
): Buffer {
  const columns: Columns = {
    counter: [],
    table: [],
    record: [],
    subject: [],
    fields: [],
    base: [],
    command: [],
    actor: [],
    at: [],
    schema: [],
    commitment: [],
  };
  let counter = 0;
  let at = '';
  for (const change of changes) {
    const shorten = (id: string) => shortenId(id, change);
    const commitment = withheld.get(change.seq);
    columns.counter.push(change.counter - counter);
    columns.table.push(change.recordTable);
    columns.record.push(shorten(change.record));
    columns.subject.push(shorten(change.subject));
    columns.fields.push(commitment ? null : change.fields);
    columns.base.push(change.base === '' ? [] : change.base.split(' ').map(shorten));
    columns.command.push(shorten(change.command));
    columns.actor.push(shorten(change.actor));
    columns.at.push(change.at === at ? 0 : change.at);
    columns.schema.push(change.schema);
    columns.commitment.push(commitment ? commitment.toString('hex') : 0);
    counter = change.counter;
    at = change.at;
  }
  const written = secrets.map(({ subject, secret }) => [subject, secret.toString('base64url')]);
  const which = whichSecrets(changes, secrets);
  if (which) columns.secret = which;
  return Buffer.from(JSON.stringify({ changes: columns, secrets: written }));
}

/**
 * The changes of a package with their hashes, computed anew and compared with the header; `pause` is awaited now and then.
 *
 * Throws FileRefused: malformed (not this shape), altered (the chain is another).
 */
export async function decodePackage(
  header: Pick<PackageHeader, 'owner' | 'replica' | 'first' | 'last' | 'prevHash' | 'lastHash'>,
  bytes: Uint8Array,
  pause: () => Promise<void> = async () => undefined,
): Promise<{ changes: IncomingChange[]; secrets: SecretRow[] }> {
  await pause();
  const { changes: columns, secrets: written } = parseJson(bytes, body);
  await pause();
  const { replica, owner, first, last } = header;
  const count = last - first + 1;
  if (count < 1 || count > MOST_CHANGES) throw new FileRefused('malformed', 'range');
  for (const column of Object.values(columns))
    if (column && column.length !== count) throw new FileRefused('malformed', 'columns of another length');
  const secrets = written.map(([subject, secret]) => ({ owner, subject, secret: Buffer.from(secret, 'base64url') }));
  const secretsOf = Map.groupBy(secrets, (row) => row.subject);

  const changes: IncomingChange[] = [];
  let prev: Buffer = Buffer.from(header.prevHash, 'hex');
  let counter = 0;
  let at = '';
  for (let index = 0; index < count; index += 1) {
    if (index % HASHED_AT_ONCE === 0) await pause();
    const seq = first + index;
    const lengthen = (id: string | number) => lengthenId(id, replica, seq);
    counter += columns.counter[index]!;
    at = columns.at[index] || at;
    const fields = columns.fields[index]!;
    const given = columns.commitment[index]!;
    const subject = lengthen(columns.subject[index]!);
    const secret = secretsOf.get(subject)?.[columns.secret?.[index] ?? 0]?.secret;
    if (!Number.isSafeInteger(counter) || at === '') throw new FileRefused('malformed', 'counter or time');
    if ((fields === null) === (given === 0) || fields === '')
      throw new FileRefused('malformed', 'values or their commitment');
    if (fields !== null && !secret) throw new FileRefused('malformed', 'a secret is missing');
    const commitment = fields === null ? String(given) : commitmentOf({ replica, seq, fields }, secret!);
    const change = {
      replica,
      seq,
      counter,
      owner,
      recordTable: columns.table[index]!,
      record: lengthen(columns.record[index]!),
      subject,
      fields: fields ?? '',
      base: columns.base[index]!.map(lengthen).join(' '),
      command: lengthen(columns.command[index]!),
      actor: lengthen(columns.actor[index]!),
      at,
      schema: columns.schema[index]!,
      prev,
    };
    prev = hashOf(change, commitment);
    changes.push({
      ...change,
      fields,
      hash: prev,
      commitment: fields === null ? Buffer.from(commitment, 'hex') : null,
    });
  }
  if (prev.toString('hex') !== header.lastHash) throw new FileRefused('altered', 'the chain ends elsewhere');
  return { changes, secrets };
}

/** Which of its subject's secrets commits to each change; undefined where each subject has one. */
function whichSecrets(changes: readonly ChangeRow[], secrets: readonly SecretRow[]): number[] | undefined {
  const bySubject = Map.groupBy(secrets, (row) => row.subject);
  if (bySubject.size === secrets.length) return undefined;
  return changes.map((change) => {
    const candidates = (bySubject.get(change.subject) ?? []).map(({ secret }) => secret);
    const secret = candidates.length > 1 ? secretOf(change, candidates) : undefined;
    return secret ? candidates.indexOf(secret) : 0;
  });
}

function shortenId(id: string, { replica, seq }: Pick<ChangeRow, 'replica' | 'seq'>): string | number {
  const parts = parseChangeId(id);
  return parts?.replica === replica && changeId(replica, parts.seq) === id ? seq - parts.seq : id;
}

function lengthenId(id: string | number, replica: string, seq: number): string {
  if (typeof id === 'string') return id;
  if (id >= seq + MOST_CHANGES || seq - id < 0) throw new FileRefused('malformed', 'an id before the first change');
  return changeId(replica, seq - id);
}
