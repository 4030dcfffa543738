/** Of the records of one page: what is refused comes before all, else the one that is least far on its way up. */
import { syncState, type SyncState } from '../../../shared/contract/sync.ts';

const order: readonly SyncState[] = ['refused', ...syncState.options.filter((state) => state !== 'refused')];

/** Undefined when none of them has a state. */
export function leastAdvanced(states: readonly SyncState[]): SyncState | undefined {
  return order.find((state) => states.includes(state));
}
