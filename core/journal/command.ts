/**
 * One command: what it writes and remembers, in one transaction. A row of a synced table and its change are always
 * written together, here and nowhere else.
 */
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { Problem } from '../../shared/problems.ts';
import { isStorableText } from '../../shared/rules/storable-text.ts';
import { changeId, parseChangeId } from '../../shared/records/change-id.ts';
import {
  getFieldGroup,
  getRecordTable,
  type NewRecordFields,
  type RecordFields,
  type RecordTableName,
} from '../../shared/records/record-tables.ts';
import type { WriteHandle } from '../database/handles.ts';
import { SCHEMA_VERSION } from '../database/migrations/migrations.ts';
import { type ChangeRow, type InstallationRow, type SecretRow, toTableKey } from '../database/tables.ts';
import {
  findChainHead,
  getHighestCounter,
  headsByGroup,
  listChangesOfRecords,
  type RecordVersion,
  saveChainHead,
} from '../queries/changes.ts';
import {
  type AnyRow,
  columnsOf,
  findRow,
  findRows,
  type RecordValue,
  RowInserter,
  updateRows,
} from '../queries/records.ts';
import { refreshDerivedTables } from '../queries/derived-tables.ts';
import { CHAIN_START, commitmentOf, hashOf } from './change-bytes.ts';
import { CHANGE_COLUMNS } from './change-columns.ts';
import { recheckConflicts } from './merge-conflicts.ts';
import { findSecrets } from './secrets.ts';

/** Waiting rows are written out at this number, so that a long import holds only a slice in memory. */
const FLUSH_AT = 2000;
/** How many records are changed with one reading of their rows and histories. */
const CHANGES_PER_SLICE = 500;

/** New values of fields of one record of any table. */
interface AnyChange {
  id: string;
  fields: Record<string, RecordValue | undefined>;
}
type PendingChange = Omit<ChangeRow, 'prev' | 'hash'>;

export interface CommandStart {
  transaction: WriteHandle;
  installation: InstallationRow;
  /** Record of `people` at the keyboard; undefined when the command begins by entering that person. */
  actor: string | undefined;
  at: string;
}

export class Command {
  /** Instant of the command, the same in all its changes. */
  readonly at: string;
  readonly #db: WriteHandle;
  readonly #installation: InstallationRow;
  readonly #inserter: RowInserter;
  readonly #newRows = new Map<RecordTableName, AnyRow[]>();
  readonly #newSecrets: SecretRow[] = [];
  readonly #secrets = new Map<string, Buffer>();
  /** Records with changes that are not in the file yet. */
  readonly #unwritten = new Set<string>();
  /** Records written since the derived tables were last brought up to date. */
  readonly #touched = new Map<RecordTableName, Set<string>>();
  #random = Buffer.alloc(0);
  #randomUsed = 0;
  #pending: PendingChange[] = [];
  #actor: string | undefined;
  #id: string | undefined;
  #seq: number;
  #counter: number;
  #lastHash: Buffer;
  #writtenSeq: number;
  readonly #startSeq: number;

  private constructor(start: CommandStart, head: { seq: number; counter: number; hash: Buffer }) {
    this.at = start.at;
    this.#db = start.transaction;
    this.#installation = start.installation;
    this.#actor = start.actor;
    this.#inserter = new RowInserter(start.transaction);
    this.#seq = head.seq;
    this.#startSeq = head.seq;
    this.#writtenSeq = head.seq;
    this.#counter = head.counter;
    this.#lastHash = head.hash;
  }

  /** Reads where the chain stands, inside the transaction. */
  static async begin(start: CommandStart): Promise<Command> {
    const head = await findChainHead(start.transaction, start.installation.replica);
    const counter = await getHighestCounter(start.transaction);
    return new Command(start, { seq: head?.seq ?? 0, counter, hash: head?.hash ?? CHAIN_START });
  }

  /** Id of the command: of its first change; null while it has written nothing. */
  get id(): string | null {
    return this.#id ?? null;
  }

  get owner(): string {
    return this.#installation.owner;
  }

  /** The id that the next created record will get, for records that must name one another. */
  get nextId(): string {
    return changeId(this.#installation.replica, this.#seq + 1);
  }

  /** The transaction, with everything that this command wrote so far in it. */
  async read(): Promise<WriteHandle> {
    await this.#flush();
    return this.#db;
  }

  /**
   * Creates a record and remembers it; returns its id. Written to the file at the latest when the command ends.
   *
   * Raises valueRefused { table, field } for a value that the record's declaration does not allow.
   */
  create<Name extends RecordTableName>(table: Name, given: NewRecordFields<Name>): string {
    const declaration = getRecordTable(table);
    const fields = parseFields(table, declaration.fields, given);
    const id = this.nextId;
    this.#actor ??= id;
    const subject =
      declaration.subject === 'self' ? id : declaration.subject === null ? '' : String(fields[declaration.subject]);
    if (declaration.subject === 'self') this.#addSecret(subject);
    const stored = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
    this.#remember(table, id, subject, stored, '');
    const rows = this.#newRows.get(table);
    const row = { owner: this.owner, id, ...fields };
    if (rows) rows.push(row);
    else this.#newRows.set(table, [row]);
    this.#touch(table, id);
    return id;
  }

  /** {@link create}, writing out when many rows wait: for imports. */
  async createMany<Name extends RecordTableName>(table: Name, given: NewRecordFields<Name>): Promise<string> {
    const id = this.create(table, given);
    if (this.#pending.length >= FLUSH_AT) await this.#flush();
    return id;
  }

  /**
   * Changes fields of a record and remembers it; false when nothing differs. Fields of one group are written together.
   *
   * Raises recordNotFound { table, record }, valueRefused { table, field }.
   */
  async change<Name extends RecordTableName>(
    table: Name,
    id: string,
    given: Partial<RecordFields<Name>>,
  ): Promise<boolean> {
    return (await this.changeMany(table, [{ id, fields: given }])) === 1;
  }

  /**
   * {@link change} of many records of one table, each named once; returns how many differed. For imports and undo:
   * rows and histories are read, and like changes written, a slice at a time.
   */
  async changeMany<Name extends RecordTableName>(
    table: Name,
    changes: readonly { id: string; fields: Partial<RecordFields<Name>> }[],
  ): Promise<number> {
    if (getRecordTable(table).appendOnly) throw new Error(`${table} is append-only: write a counter-document`);
    let count = 0;
    for (let start = 0; start < changes.length; start += CHANGES_PER_SLICE)
      count += await this.#changeSlice(table, changes.slice(start, start + CHANGES_PER_SLICE) as AnyChange[]);
    return count;
  }

  /**
   * Writes a whole group again, also where its values are those of the row: the change names every head, so that a
   * conflict between them ends.
   *
   * Raises recordNotFound { table, record }, valueRefused { table, field }.
   */
  async settle(table: RecordTableName, id: string, group: string, values: Record<string, RecordValue>): Promise<void> {
    const db = await this.read();
    const row = await findRow(db, table, { owner: this.owner, id });
    if (!row) throw new Problem('recordNotFound', { table, record: id });
    const history = (await listChangesOfRecords(db, table, [id])).get(id) ?? [];
    await updateRows(db, table, this.owner, [id], this.#rememberGroups(table, row, new Set([group]), values, history));
  }

  async #changeSlice(table: RecordTableName, changes: readonly AnyChange[]): Promise<number> {
    if (changes.some(({ id }) => this.#unwritten.has(id))) await this.#flush();
    const ids = changes.map(({ id }) => id);
    const rows = await findRows(this.#db, table, this.owner, ids);
    const histories = await listChangesOfRecords(this.#db, table, ids);
    const updates = new Map<string, { written: Record<string, RecordValue>; ids: string[] }>();
    let count = 0;
    for (const { id, fields } of changes) {
      const row = rows.get(id);
      if (!row) throw new Problem('recordNotFound', { table, record: id });
      const written = this.#rememberChange(table, row, fields, histories.get(id) ?? []);
      if (!written) continue;
      count += 1;
      const key = JSON.stringify(written);
      const update = updates.get(key);
      if (update) update.ids.push(id);
      else updates.set(key, { written, ids: [id] });
    }
    for (const { written, ids } of updates.values()) await updateRows(this.#db, table, this.owner, ids, written);
    if (this.#pending.length >= FLUSH_AT) await this.#flush();
    return count;
  }

  /** The fields to write, whole groups of them; undefined when nothing differs. */
  #rememberChange(
    table: RecordTableName,
    row: AnyRow,
    given: Record<string, RecordValue | undefined>,
    history: readonly RecordVersion[],
  ): Record<string, RecordValue> | undefined {
    const changed = Object.keys(given).filter((field) => given[field] !== undefined && given[field] !== row[field]);
    if (changed.length === 0) return undefined;
    const groups = new Set(changed.map((field) => getFieldGroup(table, field)));
    return this.#rememberGroups(table, row, groups, given, history);
  }

  #rememberGroups(
    table: RecordTableName,
    row: AnyRow,
    groups: ReadonlySet<string>,
    given: Record<string, RecordValue | undefined>,
    history: readonly RecordVersion[],
  ): Record<string, RecordValue> {
    const { fields } = getRecordTable(table);
    const written: Record<string, RecordValue> = {};
    for (const field of Object.keys(fields.shape)) {
      if (!groups.has(getFieldGroup(table, field))) continue;
      const value = given[field];
      written[field] = value === undefined ? (row[field] ?? null) : value;
    }
    parseFields(table, fields, { ...withoutKey(row), ...written });
    const heads = headsByGroup(table, history, (change) => changeId(change.replica, change.seq));
    const base = [...new Set([...groups].flatMap((group) => heads.get(group) ?? []))].sort();
    this.#remember(table, row.id, history[0]?.subject ?? '', written, base.join(' '));
    this.#touch(table, row.id);
    return written;
  }

  /** Removes a record from use: a field, never an absence. False when it was void already. */
  async void(table: RecordTableName, id: string, reason: string): Promise<boolean> {
    const row = await findRow(await this.read(), table, { owner: this.owner, id });
    if (row?.['voidedAt']) return false;
    return this.change(table as 'students', id, { voidedAt: this.at, voidReason: reason });
  }

  /** Writes what still waits and moves the chain's head. Called once, by the wrapper, before the commit. */
  async finish(): Promise<void> {
    await this.#flush();
    if (this.#writtenSeq === 0 || this.#id === undefined) return;
    await saveChainHead(this.#db, {
      replica: this.#installation.replica,
      seq: this.#seq,
      counter: this.#counter,
      hash: this.#lastHash,
    });
    await recheckConflicts(this.#db, this.#installation, this.#startSeq);
  }

  #remember(table: RecordTableName, record: string, subject: string, fields: object, base: string): void {
    const { owner } = getRecordTable(table);
    // Every reader would refuse the change (docs/sync.md "Reading a package").
    if (owner !== 'home' && owner !== this.#installation.role) throw new Problem('writtenBySchool', { table });
    this.#seq += 1;
    this.#counter += 1;
    const id = changeId(this.#installation.replica, this.#seq);
    this.#id ??= id;
    if (this.#actor === undefined) throw new Error('a command needs a person at the keyboard');
    this.#pending.push({
      replica: this.#installation.replica,
      seq: this.#seq,
      counter: this.#counter,
      owner: this.owner,
      recordTable: table,
      record,
      subject,
      fields: JSON.stringify(fields),
      base,
      command: this.#id,
      actor: this.#actor,
      at: this.at,
      schema: SCHEMA_VERSION,
    });
    this.#unwritten.add(record);
  }

  #touch(table: RecordTableName, id: string): void {
    const ids = this.#touched.get(table);
    if (ids) ids.add(id);
    else this.#touched.set(table, new Set([id]));
  }

  #addSecret(subject: string): void {
    const secret = this.#randomSecret();
    this.#secrets.set(subject, secret);
    this.#newSecrets.push({ owner: this.owner, subject, secret });
  }

  /** 32 random bytes, drawn from a block: one call of the generator for many pupils. */
  #randomSecret(): Buffer {
    if (this.#randomUsed === this.#random.length) {
      this.#random = randomBytes(this.#newSecrets.length === 0 ? 32 : 32 * 256);
      this.#randomUsed = 0;
    }
    this.#randomUsed += 32;
    return this.#random.subarray(this.#randomUsed - 32, this.#randomUsed);
  }

  async #flush(): Promise<void> {
    if (this.#pending.length === 0) return;
    const pending = this.#pending;
    this.#pending = [];
    await this.#gatherSecrets(pending);
    const changes = pending.map((change) => this.#seal(change));
    await this.#inserter.insert('secrets', ['owner', 'subject', 'secret'], this.#newSecrets.splice(0));
    for (const [table, rows] of this.#newRows) await this.#inserter.insert(toTableKey(table), columnsOf(table), rows);
    this.#newRows.clear();
    await this.#inserter.insert('changes', CHANGE_COLUMNS, changes);
    this.#writtenSeq = this.#seq;
    this.#unwritten.clear();
    await refreshDerivedTables(this.#db, this.#inserter, this.owner, this.#touched);
    this.#touched.clear();
  }

  async #gatherSecrets(pending: readonly PendingChange[]): Promise<void> {
    const missing = new Set(pending.map((change) => change.subject).filter((subject) => !this.#secrets.has(subject)));
    if (missing.size === 0) return;
    for (const [subject, secret] of await findSecrets(this.#db, this.owner, [...missing]))
      this.#secrets.set(subject, secret);
    // The one secret for records of no person, and the one per member of an office, are made at their first change.
    for (const subject of missing) if (!parseChangeId(subject) && !this.#secrets.has(subject)) this.#addSecret(subject);
  }

  #seal(change: PendingChange): ChangeRow {
    const secret = this.#secrets.get(change.subject);
    if (!secret) throw new Error(`no secret for ${change.subject} (${change.recordTable})`);
    const linked = { ...change, prev: this.#lastHash };
    this.#lastHash = hashOf(linked, commitmentOf(change, secret));
    return { ...linked, hash: this.#lastHash };
  }
}

function withoutKey(row: AnyRow): Record<string, RecordValue> {
  const { owner: _owner, id: _id, ...fields } = row;
  return fields;
}

function parseFields(table: RecordTableName, schema: z.ZodObject, given: object): Record<string, RecordValue> {
  const parsed = schema.safeParse(given);
  if (!parsed.success)
    throw new Problem('valueRefused', { table, field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const fields = parsed.data as Record<string, RecordValue>;
  for (const [field, value] of Object.entries(fields))
    if (typeof value === 'string' && !isStorableText(value)) throw new Problem('valueRefused', { table, field });
  return fields;
}
