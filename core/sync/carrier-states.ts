/** How each carrier's last try went; in memory, for the screen. */
import type { CarrierStatus } from '../../shared/contract/sync.ts';
import type { RegisterPart } from '../register.ts';

export class CarrierStates implements RegisterPart {
  readonly #states = new Map<string, CarrierStatus>();

  /** Replaces what is known of one carrier at one place. */
  report(status: CarrierStatus): void {
    this.#states.set(`${status.carrier} ${status.place}`, status);
  }

  /** A place that is no longer used: a stick that was pulled out. */
  forget(carrier: CarrierStatus['carrier'], place: string): void {
    this.#states.delete(`${carrier} ${place}`);
  }

  list(): CarrierStatus[] {
    return [...this.#states.values()];
  }

  async close(): Promise<void> {
    this.#states.clear();
  }
}
