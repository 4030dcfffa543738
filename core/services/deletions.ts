/** Biên bản xoá: what was erased, in numbers. */
import type { Deletion } from '../../shared/contract/erasures.ts';
import type { Register } from '../register.ts';
import { ownerAsked } from '../queries/schools.ts';

/** The newest first; an office sees those of its schools. */
export async function listDeletions(register: Register): Promise<Deletion[]> {
  const owner = ownerAsked(await register.getInstallation(), null);
  return register.reader
    .selectFrom('deletions')
    .selectAll()
    .$if(owner !== null, (query) => query.where('owner', '=', owner ?? ''))
    .orderBy('id', 'desc')
    .execute();
}
