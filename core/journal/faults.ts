/** What verification found, bounded: a register with a thousand faults needs no thousand lines. */
import type { VerifyReport } from '../../shared/contract/students.ts';

export type Fault = VerifyReport['faults'][number];

const MOST_FAULTS = 100;

export class Faults {
  readonly #list: Fault[] = [];
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** The first faults, in the order in which they were found. */
  get list(): Fault[] {
    return this.#list;
  }

  /** How many more would be kept. */
  get room(): number {
    return MOST_FAULTS - this.#list.length;
  }

  add(kind: Fault['kind'], where: Partial<Omit<Fault, 'kind'>>): void {
    this.#count += 1;
    if (this.room > 0) this.#list.push({ kind, table: null, record: null, change: null, detail: '', ...where });
  }
}
