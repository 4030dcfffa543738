/** The body of a package: changes of one replica in columns (docs/sync.md "package"). */
import { z } from 'zod';
import type { ChangeRow, SecretRow } from '../../database/tables.ts';
import { commitmentOf, hashOf } from '../../journal/change-bytes.ts';
import { FileRefused } from './file-refused.ts';
import { readJson } from './read-json.ts';

export const CHANGES_PER_PACKAGE = 10_000;

export const packageHeader = z.object({
  owner: z.string(),
  replica: z.string(),
  first: z.number().int().min(1),
  last: z.number().int().min(1),
  prevHash: z.string().regex(/^[0-9a-f]{64}$/),
  lastHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type PackageHeader = z.output<typeof packageHeader>;

/** A change as it arrived: without its values when they are withheld or erased. */
export type IncomingChange = Omit<ChangeRow, 'fields'> & { fields: string | null; commitment: Buffer | null };

const ascii = z
  .string()
  .max(100)
  .regex(/^[\x20-\x7e]*$/);
const id = z.union([z.number().int(), ascii]);
const column = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).min(1).max(CHANGES_PER_PACKAGE);
const packageBody = z.object({
  changes: z.object({
    counter: column(z.number().int()),
    table: column(ascii),
    record: column(id),
    subject: column(id),
    fields: column(z.string().nullable()),
    base: column(z.array(id).max(1_000)),
    command: column(id),
    actor: column(id),
    at: column(z.union([z.literal(0), ascii])),
    schema: column(z.number().int().min(0)),
    commitment: column(z.union([z.literal(0), z.string().regex(/^[0-9a-f]{64}$/)])),
  }),
  secrets: z.array(z.tuple([ascii, z.string().regex(/^[0-9A-Za-z_-]{43}$/)])).max(2 * CHANGES_PER_PACKAGE),
});

/** Changes in their order, all of one replica and owner; `withheld`: commitments by seq of changes whose values do not go. */
export function encodePackage(
  changes: readonly ChangeRow[],
  secrets: readonly Pick<SecretRow, 'subject' | 'secret'>[],
  withheld: ReadonlyMap<number, Buffer>,
): Uint8Array {
  const columns: z.output<typeof packageBody>['changes'] = {
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
  let before: ChangeRow | undefined;
  for (const change of changes) {
    const commitment = withheld.get(change.seq);
    const shorten = (text: string): string | number => shortenId(text, change);
    columns.counter.push(change.counter - (before?.counter ?? 0));
    columns.table.push(change.recordTable);
    columns.record.push(shorten(change.record));
    columns.subject.push(shorten(change.subject));
    columns.fields.push(commitment ? null : change.fields);
    columns.base.push(change.base === '' ? [] : change.base.split(' ').map(shorten));
    columns.command.push(shorten(change.command));
    columns.actor.push(shorten(change.actor));
    columns.at.push(change.at === before?.at ? 0 : change.at);
    columns.schema.push(change.schema);
    columns.commitment.push(commitment?.toString('hex') ?? 0);
    before = change;
  }
  const pairs = secrets.map(({ subject, secret }) => [subject, secret.toString('base64url')]);
  return Buffer.from(JSON.stringify({ changes: columns, secrets: pairs }));
}

/** Every commitment and hash is computed anew. Throws FileRefused('malformed' | 'altered'). */
export function decodePackage(
  { owner, replica, first, last, prevHash, lastHash }: PackageHeader,
  body: Uint8Array,
): { changes: IncomingChange[]; secrets: SecretRow[] } {
  const { changes: columns, secrets: pairs } = readJson(packageBody, body);
  const count = last - first + 1;
  if (Object.values(columns).some((entries) => entries.length !== count)) throw new FileRefused('malformed');
  const secrets = pairs.map(([subject, text]) => ({ owner, subject, secret: Buffer.from(text, 'base64url') }));
  const secretOf = new Map(secrets.map(({ subject, secret }) => [subject, secret]));
  const changes: IncomingChange[] = [];
  let prev: Buffer = Buffer.from(prevHash, 'hex');
  let counter = 0;
  let at = '';
  for (let index = 0; index < count; index += 1) {
    const seq = first + index;
    const lengthen = (entry: string | number): string =>
      typeof entry === 'string' ? entry : idOf(replica, seq - entry);
    counter += columns.counter[index]!;
    at = columns.at[index] || at;
    const fields = columns.fields[index]!;
    const written = columns.commitment[index]!;
    if (!Number.isSafeInteger(counter) || counter < 1 || at === '') throw new FileRefused('malformed');
    if ((fields === null) !== (written !== 0)) throw new FileRefused('malformed');
    const change = {
      replica,
      seq,
      counter,
      owner,
      recordTable: columns.table[index]!,
      record: lengthen(columns.record[index]!),
      subject: lengthen(columns.subject[index]!),
      fields: fields ?? '',
      base: columns.base[index]!.map(lengthen).join(' '),
      command: lengthen(columns.command[index]!),
      actor: lengthen(columns.actor[index]!),
      at,
      schema: columns.schema[index]!,
      prev,
    };
    const secret = secretOf.get(change.subject);
    if (written === 0 && !secret) throw new FileRefused('malformed');
    const commitment = written === 0 ? commitmentOf(change, secret!) : written;
    const hash = hashOf(change, commitment);
    changes.push({ ...change, fields, hash, commitment: written === 0 ? null : Buffer.from(written, 'hex') });
    prev = hash;
  }
  if (prev.toString('hex') !== lastHash) throw new FileRefused('altered');
  return { changes, secrets };
}

/** An id of the same replica as a difference of numbers, when reading gives the same text again. */
function shortenId(text: string, { replica, seq }: ChangeRow): string | number {
  if (!text.startsWith(`${replica}-`)) return text;
  const number = Number.parseInt(text.slice(replica.length + 1), 36);
  return idOf(replica, number) === text ? seq - number : text;
}

function idOf(replica: string, seq: number): string {
  if (!Number.isSafeInteger(seq) || seq < 0) throw new FileRefused('malformed');
  return `${replica}-${seq.toString(36).padStart(7, '0')}`;
}
