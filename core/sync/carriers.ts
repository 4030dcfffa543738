/** The ways by which files travel, known here by name only: each adds itself, `sync.run` tries them all. */
import type { RunProgress, RunResult } from '../../shared/contract/sync.ts';
import type { Register, RegisterPart } from '../register.ts';
import { CarrierStates } from './carrier-states.ts';

/** What one try of one carrier moved. */
export type Moved = Omit<RunResult, 'carriers'>;

export interface Carrier {
  /** Tries once, now; reports its state through {@link CarrierStates}. Throws only for a bug. */
  run(emit: (progress: RunProgress) => void, signal: AbortSignal): Promise<Moved>;
  close(): Promise<void>;
}

const NOTHING_MOVED: Moved = {
  sentFiles: 0,
  sentBytes: 0,
  receivedFiles: 0,
  receivedBytes: 0,
  requests: 0,
  refusedFiles: 0,
};

export class Carriers implements RegisterPart {
  readonly #register: Register;
  readonly #carriers: Carrier[] = [];

  constructor(register: Register) {
    this.#register = register;
  }

  addCarrier(carrier: Carrier): void {
    this.#carriers.push(carrier);
  }

  /** Tries every carrier once, one after the other; what one cannot do stops no other. */
  async runAll(emit: (progress: RunProgress) => void, signal: AbortSignal): Promise<RunResult> {
    const total = { ...NOTHING_MOVED };
    for (const carrier of this.#carriers) {
      if (signal.aborted) break;
      const moved = await carrier.run(emit, signal);
      for (const name of Object.keys(total) as (keyof Moved)[]) total[name] += moved[name];
    }
    return { ...total, carriers: this.#register.part(CarrierStates).list() };
  }

  async close(): Promise<void> {
    for (const carrier of this.#carriers) await carrier.close();
  }
}
