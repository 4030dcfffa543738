/** What a fault may use of the history that it happens in. */
import type { SeededRandom } from '../seeded-random.ts';
import type { Carried, Medium } from './carriers.ts';
import type { Side, World } from './world.ts';

export interface Play {
  readonly random: SeededRandom;
  readonly world: World;
  readonly media: readonly Medium[];
  readonly carried: Carried;
  /** Number of the step, for serial numbers that nobody else has. */
  readonly step: number;
  /** For whoever reads of a failure: what happened last. */
  tell(what: string): void;
  /** The fault has happened. */
  bite(what: string): void;
  /** Runs what a side does; false when a Problem was the answer, or its process ended. */
  act(side: Side, what: string, work: () => Promise<unknown>): Promise<boolean>;
  /** What the side wrote is remembered, what it holds is checked. */
  look(side: Side): Promise<void>;
  /** Some of a medium's files, in any order. */
  some(medium: Medium): Buffer[];
}

/** Does nothing where it cannot happen; says `bite` where it did. */
export type Fault = (play: Play, side: Side) => Promise<void>;
