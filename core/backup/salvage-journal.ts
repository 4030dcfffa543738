/**
 * What a damaged register's journal still yields: every change that can be read one by one, of each chain from where the backup ends, with the
 * secrets that commit to them. Only what proves itself, link by link, is given on.
 */
import type { Database } from 'better-sqlite3';
import { changeId } from '../../shared/records/change-id.ts';
import { openCopy } from '../database/sqlite/copy-database.ts';
import type { DatabaseKey } from '../database/sqlite/open-database.ts';
import type { ChangeRow, CollectorRow, SecretRow } from '../database/tables.ts';
import type { IncomingChange } from '../journal/incoming-run.ts';
import { CHAIN_START, commitmentOf, hashOf } from '../journal/change-bytes.ts';

export interface SalvagedRun {
  replica: string;
  owner: string;
  changes: IncomingChange[];
  secrets: SecretRow[];
}

export interface Salvaged {
  runs: SalvagedRun[];
  /** Changes of which something is known and which no longer proves itself: what lies beyond. */
  beyond: number;
}

/** A number that cannot be read may be followed by others that can. */
const MISSES = 500;

/** Where a chain is known to end: what comes after it is looked for. */
export interface KnownEnd {
  replica: string;
  owner: string;
  seq: number;
  hash: Buffer;
}

/** Reads a damaged file, which is left as it is. Nothing where it cannot even be opened. */
export function salvageJournal(file: string, key: DatabaseKey, ends: readonly KnownEnd[]): Salvaged {
  const salvaged: Salvaged = { runs: [], beyond: 0 };
  let database: ReturnType<typeof openCopy>;
  try {
    database = openCopy(file, key);
  } catch {
    return salvaged;
  }
  try {
    for (const end of [...ends, ...listFurtherEnds(database.sqlite, ends)]) {
      const { run, beyond } = readChain(database.sqlite, end);
      if (run.changes.length > 0) salvaged.runs.push(run);
      salvaged.beyond += beyond;
    }
    return salvaged;
  } finally {
    database.close();
  }
}

/** Chains of which the file tells and nobody else: looked at from their beginning. */
function listFurtherEnds(sqlite: Database, known: readonly KnownEnd[]): KnownEnd[] {
  const read = () => sqlite.prepare('select replica from chain_heads').pluck().all();
  const heads = (attempt(read) as string[] | undefined) ?? [];
  return heads
    .filter((replica) => !known.some((end) => end.replica === replica))
    .flatMap((replica) => {
      const first = readChange(sqlite, replica, 1);
      return first ? [{ replica, owner: first.owner, seq: 0, hash: CHAIN_START }] : [];
    });
}

/** From the known end on, number by number, as far as each proves the next. */
function readChain(sqlite: Database, end: KnownEnd): { run: SalvagedRun; beyond: number } {
  const { replica, owner } = end;
  const run: SalvagedRun = { replica, owner, changes: [], secrets: [] };
  const secrets = new Map<string, Buffer[]>();
  let seq = end.seq;
  let prev = end.seq === 0 ? CHAIN_START : end.hash;
  let isWhole = true;
  let last = end.seq;
  for (let misses = 0; misses < MISSES;) {
    seq += 1;
    const change = readChange(sqlite, replica, seq);
    if (!change) {
      misses += 1;
      isWhole = false;
      continue;
    }
    misses = 0;
    last = seq;
    if (!isWhole) continue;
    const commitment = readCommitment(sqlite, replica, seq);
    const proven = prove(sqlite, change, commitment, secrets);
    if (!proven || !change.prev.equals(prev)) {
      isWhole = false;
      continue;
    }
    run.changes.push({ ...change, fields: change.fields === '' && commitment ? null : change.fields, commitment });
    prev = change.hash;
  }
  run.secrets = [...secrets].flatMap(([subject, all]) => all.map((secret) => ({ owner, subject, secret })));
  const head = Math.max(last, readHead(sqlite, replica));
  return { run, beyond: Math.max(0, head - (end.seq + run.changes.length)) };
}

/** True when the change's hash is that of its content; the secret that commits to it is kept. */
function prove(
  sqlite: Database,
  change: ChangeRow,
  commitment: Buffer | null,
  secrets: Map<string, Buffer[]>,
): boolean {
  if (change.fields === '' && commitment) return hashOf(change, commitment.toString('hex')).equals(change.hash);
  const known = secrets.get(change.subject) ?? readSecrets(sqlite, change.owner, change.subject);
  const secret = known.find((each) => hashOf(change, commitmentOf(change, each)).equals(change.hash));
  if (!secret) return false;
  secrets.set(change.subject, known);
  return true;
}

function readChange(sqlite: Database, replica: string, seq: number): ChangeRow | undefined {
  const row = attempt(() =>
    sqlite
      .prepare(
        `select replica, seq, counter, owner, record_table as recordTable, record, subject, fields, base, command, actor, at, schema, prev, hash
         from changes where replica = ? and seq = ?`,
      )
      .get(replica, seq),
  ) as ChangeRow | undefined;
  // A page may be readable and hold another row than its key says.
  return row && changeId(row.replica, row.seq) === changeId(replica, seq) ? row : undefined;
}

function readCommitment(sqlite: Database, replica: string, seq: number): Buffer | null {
  const read = () =>
    sqlite.prepare('select commitment from commitments where replica = ? and seq = ?').pluck().get(replica, seq);
  return (attempt(read) as Buffer | undefined) ?? null;
}

function readSecrets(sqlite: Database, owner: string, subject: string): Buffer[] {
  const read = () =>
    sqlite.prepare('select secret from secrets where owner = ? and subject = ?').pluck().all(owner, subject);
  return (attempt(read) as Buffer[] | undefined) ?? [];
}

function readHead(sqlite: Database, replica: string): number {
  const read = () => sqlite.prepare('select seq from chain_heads where replica = ?').pluck().get(replica);
  return Number(attempt(read) ?? 0);
}

/** What a damaged file still says of the PC itself and of the office above it: rows of local tables, which no journal has. */
export function salvageLocal(file: string, key: DatabaseKey): { role: unknown; collector: CollectorRow | undefined } {
  let database: ReturnType<typeof openCopy>;
  try {
    database = openCopy(file, key);
  } catch {
    return { role: undefined, collector: undefined };
  }
  try {
    const { sqlite } = database;
    const role = attempt(() => sqlite.prepare('select role from installation').pluck().get());
    const collector = attempt(() =>
      sqlite
        .prepare(
          `select owner, name, level, sign_key as signKey, recipient, http_url as httpUrl, http_fingerprint as httpFingerprint, code,
             enrolled_at as enrolledAt
           from collectors`,
        )
        .get(),
    ) as CollectorRow | undefined;
    return { role, collector };
  } finally {
    database.close();
  }
}

/** Undefined where the pages cannot be read. */
function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
