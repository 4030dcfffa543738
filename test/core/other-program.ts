/** Changes as programs of other versions write them. */
import { changeId } from '../../shared/records/change-id.ts';
import { applyChanges } from '../../core/journal/apply-changes.ts';
import type { IncomingChange } from '../../core/journal/incoming-run.ts';
import { CHAIN_START, commitmentOf, hashOf } from '../../core/journal/change-bytes.ts';
import { findSecrets } from '../../core/journal/secrets.ts';
import { findChainHead, getHighestCounter } from '../../core/queries/changes.ts';
import type { TestRegister } from './open-test-register.ts';

export interface Said {
  recordTable: string;
  /** Left out: a creation. */
  record?: string;
  subject: string;
  base: string;
  fields: string;
}

/** Appends a change to the side's own chain as a program with this schema would, and merges it as any reader does. */
export async function writeAs(side: TestRegister, schema: number, said: Said): Promise<void> {
  const { register } = side;
  await register.exclusively(() =>
    register.transact(async (db) => {
      const { replica, owner, role } = await register.getInstallation();
      const head = await findChainHead(db, replica);
      const secret = (await findSecrets(db, owner, [said.subject])).get(said.subject);
      if (!secret || side.session.personId === null) return;
      const seq = (head?.seq ?? 0) + 1;
      const id = changeId(replica, seq);
      const place = { replica, seq, counter: (await getHighestCounter(db)) + 1, owner, command: id };
      const by = { actor: side.session.personId, at: register.now(), schema, prev: head?.hash ?? CHAIN_START };
      const change = { ...place, ...by, ...said, record: said.record ?? id };
      const hash = hashOf(change, commitmentOf(change, secret));
      const changes: IncomingChange[] = [{ ...change, hash, commitment: null }];
      await applyChanges(db, { replica, owner, changes, secrets: [] }, { ownerRole: role });
    }),
  );
}
