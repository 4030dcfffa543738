/**
 * Which of several secrets commits to a change, and which one is in force. A subject has several where one id was given
 * to two pupils: a fork (docs/decisions/0007).
 */
import { changeId, parseChangeId } from '../../shared/records/change-id.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';
import { listCreations, listSecrets } from '../queries/secrets.ts';
import { commitmentOf, hashOf } from './change-bytes.ts';

/** The secret by which the change has its hash; undefined when it is none of these, or the values are not here. */
export function secretOf(change: ChangeRow, candidates: readonly Buffer[]): Buffer | undefined {
  if (change.fields === '') return undefined;
  return candidates.find((secret) => hashOf(change, commitmentOf(change, secret)).equals(change.hash));
}

/**
 * The secret by which a new change of each subject is committed to: of a pupil or household the one of the creation
 * that is here. Where no creation tells (records of no person, members of an office), the lowest.
 */
export async function findSecrets(
  db: ReadHandle,
  owner: string,
  subjects: readonly string[],
): Promise<Map<string, Buffer>> {
  const all = await listSecrets(db, owner, subjects);
  const several = new Map([...all].filter(([, secrets]) => secrets.length > 1));
  const told = several.size === 0 ? new Map<string, Buffer>() : await findSecretsOfCreations(db, owner, several);
  return new Map([...all].map(([subject, secrets]) => [subject, told.get(subject) ?? secrets[0]!]));
}

/** By subject the secret of the creation that is here with its values; for the others nothing is in force. */
export async function findSecretsOfCreations(
  db: ReadHandle,
  owner: string,
  candidates: ReadonlyMap<string, readonly Buffer[]>,
): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const subjects = [...candidates.keys()].filter((subject) => parseChangeId(subject));
  for (const creation of await listCreations(db, owner, subjects)) {
    const { record, subject, replica, seq } = creation;
    if (record !== subject || changeId(replica, seq) !== record) continue;
    const secret = secretOf(creation, candidates.get(record) ?? []);
    if (secret) found.set(record, secret);
  }
  return found;
}
