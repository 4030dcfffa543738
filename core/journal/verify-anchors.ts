/** The chains against what others hold of them: a chain that was written anew from some place on is sound in itself, and still told. */
import type { VerifyReport } from '../../shared/contract/students.ts';
import { changeId } from '../../shared/records/change-id.ts';
import type { ReadHandle } from '../database/handles.ts';
import { findLastAnchor, listAnchoredEnds, listBrokenAnchors } from '../queries/anchors.ts';
import type { Faults } from './faults.ts';

/** `unanchored`: changes behind the last anchor of their chain, which nobody else holds yet. */
export async function verifyAnchors(
  db: ReadHandle,
  faults: Faults,
): Promise<Pick<VerifyReport, 'unanchored' | 'unanchoredRanges' | 'lastAnchor'>> {
  const ends = await listAnchoredEnds(db);
  const lastOf = new Map(ends.map(({ replica, last }) => [replica, last]));
  for (const { replica, seq, kind, found } of await listBrokenAnchors(db, Math.max(faults.room, 1))) {
    const last = lastOf.get(replica) ?? 0;
    if (found === 'other') {
      faults.add('rewritten', { change: changeId(replica, seq), detail: `${seq} (${kind})` });
    } else if (seq > last) {
      // The end was cut off, head and all; a gap in the middle has been told by the chain itself.
      const first = last + 1;
      faults.add('removed', {
        change: changeId(replica, first),
        detail: `${first === seq ? seq : `${first}–${seq}`} (${kind})`,
      });
    }
  }
  const unanchoredRanges = ends
    .filter(({ last, anchored }) => last > (anchored ?? 0))
    .map(({ replica, last, anchored }) => ({ replica, first: (anchored ?? 0) + 1, last }));
  return {
    unanchored: unanchoredRanges.reduce((sum, { first, last }) => sum + last - first + 1, 0),
    unanchoredRanges,
    lastAnchor: (await findLastAnchor(db)) ?? null,
  };
}
