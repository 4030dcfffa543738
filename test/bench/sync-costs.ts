/** What the same three steps cost on the line, whoever takes them. */
import type { LineCost } from './counting-line.ts';
import { median } from './measure.ts';

/** A small step is taken this often; its median counts. */
export const REPEATS = 5;

export interface SyncCosts {
  /** Everything, to a far end that has nothing. */
  push: LineCost;
  /** One changed value of one pupil. */
  change: LineCost;
  nothing: LineCost;
}

/** The median of each figure. */
export function medianCost(costs: readonly LineCost[]): LineCost {
  const of = (read: (cost: LineCost) => number) => median(costs.map(read));
  return { bytes: of((cost) => cost.bytes), requests: of((cost) => cost.requests), ms: of((cost) => cost.ms) };
}
