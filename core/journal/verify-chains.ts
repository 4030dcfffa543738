/** Every chain of the journal, link by link: nothing altered, nothing removed, nothing in another order. */
import { changeId } from '../../shared/records/change-id.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ChainHeadRow } from '../database/tables.ts';
import { type ChangeOnPage, hasChanges, listChainHeads, listChangePage } from '../queries/journal-pages.ts';
import { listSecrets } from '../queries/secrets.ts';
import { CHAIN_START, commitmentOf, hashOf } from './change-bytes.ts';
import type { Faults } from './faults.ts';
import { isCounted } from './counted-version.ts';
import { findSecretsOfCreations, secretOf } from './secrets.ts';

/** Changes per page: a few milliseconds of work between two pauses. */
const PAGE = 400;

export interface ChainCount {
  changes: number;
  /** Creations by table, without those that count in no record. */
  creations: Map<string, number>;
}

/** Where a chain stands while it is walked. */
interface Walk {
  replica: string;
  seq: number;
  counter: number;
  /** Hash of the last change as stored and as computed; null after a gap or where no secret is. */
  stored: Buffer | null;
  computed: Buffer | null;
}

/** Recomputes every commitment, hash and link, and compares each chain's end with its head. */
export async function verifyChains(db: ReadHandle, faults: Faults, pause: () => Promise<void>): Promise<ChainCount> {
  const count: ChainCount = { changes: 0, creations: new Map() };
  const heads = new Map((await listChainHeads(db)).map((head) => [head.replica, head]));
  let walk = startOf('');
  for (;;) {
    const page = await listChangePage(db, walk, PAGE);
    if (page.length === 0) break;
    const secrets = await gatherSecrets(db, page);
    for (const change of page) {
      if (change.replica !== walk.replica) {
        checkHead(walk, heads, faults);
        walk = startOf(change.replica);
      }
      await checkChange(db, change, secrets.get(change.owner)?.get(change.subject) ?? NO_SECRET, walk, faults);
      count.changes += 1;
      if (change.base === '' && isCounted(change))
        count.creations.set(change.recordTable, (count.creations.get(change.recordTable) ?? 0) + 1);
    }
    await pause();
  }
  checkHead(walk, heads, faults);
  for (const { replica, seq } of heads.values())
    faults.add('removed', { change: changeId(replica, 1), detail: `1–${seq}` });
  return count;
}

function startOf(replica: string): Walk {
  return { replica, seq: 0, counter: 0, stored: CHAIN_START, computed: CHAIN_START };
}

/** What commits to a subject's values: one secret, or several after a fork, of which the creation here tells one. */
interface SubjectSecrets {
  all: readonly Buffer[];
  inForce: Buffer | undefined;
}
const NO_SECRET: SubjectSecrets = { all: [], inForce: undefined };

/** By owner and subject. */
async function gatherSecrets(
  db: ReadHandle,
  page: readonly ChangeOnPage[],
): Promise<Map<string, Map<string, SubjectSecrets>>> {
  const found = new Map<string, Map<string, SubjectSecrets>>();
  for (const [owner, changes] of Map.groupBy(page, (change) => change.owner)) {
    const all = await listSecrets(db, owner, [...new Set(changes.map((change) => change.subject))]);
    const several = new Map([...all].filter(([, secrets]) => secrets.length > 1));
    const told = several.size === 0 ? new Map<string, Buffer>() : await findSecretsOfCreations(db, owner, several);
    found.set(
      owner,
      new Map([...all].map(([subject, secrets]) => [subject, { all: secrets, inForce: told.get(subject) }])),
    );
  }
  return found;
}

async function checkChange(
  db: ReadHandle,
  change: ChangeOnPage,
  secrets: SubjectSecrets,
  walk: Walk,
  faults: Faults,
): Promise<void> {
  const where = {
    table: change.recordTable,
    record: change.record,
    change: changeId(change.replica, change.seq),
    detail: String(change.seq),
  };
  if (change.seq !== walk.seq + 1) {
    const first = walk.seq + 1;
    const last = change.seq - 1;
    const detail = first === last ? String(first) : `${first}–${last}`;
    faults.add('removed', { change: changeId(change.replica, first), detail });
    walk.stored = null;
    walk.computed = null;
  }
  const secret = secrets.all.length > 1 ? (secretOf(change, secrets.all) ?? secrets.all[0]) : secrets.all[0];
  const commitment = commitmentFor(change, secret);
  const computed = commitment === null ? null : hashOf(change, commitment);
  let isTrusted = false;
  if (computed === null) {
    // A subject that names no record was never written by a command: then it is the change that was altered.
    const isSubjectKnown = change.subject === '' || (await hasChanges(db, change.subject));
    faults.add(isSubjectKnown ? 'secretMissing' : 'altered', where);
  } else if (!computed.equals(change.hash)) {
    faults.add('altered', where);
  } else {
    isTrusted = true;
    // Of another pupil of the same id: that it counts nowhere must stand here, and of no other change.
    const isOfAnother = Boolean(secret && secrets.inForce && !secret.equals(secrets.inForce));
    if (change.fields !== '' && isOfAnother !== (change.refusal === 'forked')) faults.add('altered', where);
    const isLinked =
      (walk.stored === null && walk.computed === null) ||
      walk.stored?.equals(change.prev) ||
      walk.computed?.equals(change.prev);
    if (!isLinked || change.counter <= walk.counter) faults.add('reordered', where);
  }
  walk.seq = change.seq;
  if (isTrusted) walk.counter = change.counter;
  walk.stored = change.hash;
  walk.computed = computed;
}

/** Computed from the values; kept beside the change where they are withheld or erased. */
function commitmentFor(change: ChangeOnPage, secret: Buffer | undefined): string | null {
  if (change.fields === '' && change.commitment) return change.commitment.toString('hex');
  return secret ? commitmentOf(change, secret) : null;
}

/** Takes the head of the walked chain off the list; heads that stay have lost their whole chain. */
function checkHead(walk: Walk, heads: Map<string, ChainHeadRow>, faults: Faults): void {
  if (walk.replica === '') return;
  const head = heads.get(walk.replica);
  heads.delete(walk.replica);
  const change = changeId(walk.replica, walk.seq);
  if (!head) faults.add('removed', { change, detail: 'chainHead' });
  else if (head.seq > walk.seq)
    faults.add('removed', { change: changeId(walk.replica, walk.seq + 1), detail: `${walk.seq + 1}–${head.seq}` });
  else if (head.seq !== walk.seq || (walk.computed && !head.hash.equals(walk.computed)))
    faults.add('altered', { change, detail: 'chainHead' });
  else if (head.counter !== walk.counter && walk.stored && walk.computed?.equals(walk.stored))
    faults.add('altered', { change, detail: 'chainHead' });
}
