/**
 * Changes that speak of another pupil of the same id. After a fork, the creation that is here may be one of two; what was
 * committed with the secret of the other stays in the chain and counts in no record (docs/decisions/0007).
 */
import type { WriteHandle } from '../database/handles.ts';
import type { ChangeRow } from '../database/tables.ts';
import { listChangesOfSubjects, listSecrets } from '../queries/secrets.ts';
import { findSecretsOfCreations, secretOf } from './secrets.ts';

/** Changes of subjects with several secrets, and whether each speaks of the one that is here. */
export interface ForkedSubjects {
  /** True for a change that was committed with another secret than the creation that is here. */
  isOfAnother(change: ChangeRow): boolean;
  /** Changes here before this run, of subjects that this run shows in another light. */
  lookAgain: ChangeRow[];
}

const NONE: ForkedSubjects = { isOfAnother: () => false, lookAgain: [] };

/**
 * Looks at the subjects of a run whose changes and secrets are in the file; `newSecrets` are the subjects that got a
 * secret just now. Where no creation has come, or its values are not here, nobody can tell: then all counts.
 */
export async function findForkedSubjects(
  db: WriteHandle,
  owner: string,
  run: readonly ChangeRow[],
  newSecrets: ReadonlySet<string>,
): Promise<ForkedSubjects> {
  const subjects = [...new Set(run.map((change) => change.subject))];
  const candidates = new Map([...(await listSecrets(db, owner, subjects))].filter(([, secrets]) => secrets.length > 1));
  if (candidates.size === 0) return NONE;
  const inForce = await findSecretsOfCreations(db, owner, candidates);
  const created = new Set(run.filter(({ base }) => base === '').map(({ record }) => record));
  const changed = [...inForce.keys()].filter((subject) => newSecrets.has(subject) || created.has(subject));
  const inRun = new Set(run.map(({ seq }) => seq));
  const replica = run[0]?.replica;
  const all = changed.length === 0 ? [] : await listChangesOfSubjects(db, owner, changed);
  return {
    isOfAnother(change) {
      const secret = inForce.get(change.subject);
      if (!secret || change.fields === '') return false;
      const own = secretOf(change, candidates.get(change.subject) ?? []);
      return own !== undefined && !own.equals(secret);
    },
    lookAgain: all.filter((change) => change.replica !== replica || !inRun.has(change.seq)),
  };
}
