/** Puts the carriers of this PC to the register, and the scheduler that tries them while a host runs. */
import { findCollector } from '../queries/sides.ts';
import { findChainHead, findInstallation } from '../queries/changes.ts';
import type { Register, RegisterPart } from '../register.ts';
import { CarrierStates } from '../sync/carrier-states.ts';
import { Carriers } from '../sync/carriers.ts';
import { Exchange } from '../sync/exchange.ts';
import { readSyncSettings } from '../sync/sync-settings.ts';
import { FolderCarrier } from './folder-carrier.ts';
import { HttpCarrier } from './http-carrier.ts';
import { Scheduler } from './scheduler.ts';
import { listCarryingSticks } from './stick-places.ts';

export class AutomaticSync implements RegisterPart {
  readonly #register: Register;
  readonly #scheduler: Scheduler;
  isStarted = false;

  constructor(register: Register) {
    this.#register = register;
    const exchange = register.part(Exchange);
    const states = register.part(CarrierStates);
    const carriers = register.part(Carriers);
    const now = register.options.clock;
    const findPlaces = () => this.#findPlaces();
    carriers.addCarrier(new FolderCarrier({ exchange, states, findPlaces, now }));
    carriers.addCarrier(
      new HttpCarrier({
        exchange,
        states,
        findOffice: () => this.#findOffice(),
        findSettings: () => readSyncSettings(register.reader),
        dataDir: register.options.dataDir,
        now,
      }),
    );
    this.#scheduler = new Scheduler({
      readSettings: () => readSyncSettings(register.reader),
      findHead: () => this.#findHead(),
      findPlaces,
      listStatus: () => states.list(),
      runAll: (signal) => carriers.runAll(() => undefined, signal),
      log: register.options.log,
    });
  }

  /** From now on files go and come by themselves; `sync.run` tries at once, also without this. */
  start(): void {
    this.isStarted = true;
    this.#scheduler.start();
  }

  close(): Promise<void> {
    return this.#scheduler.close();
  }

  async #findPlaces(): Promise<string[]> {
    const { folder, usesSticks } = await readSyncSettings(this.#register.reader);
    const sticks = usesSticks ? await listCarryingSticks() : [];
    return [...new Set([...(folder === null ? [] : [folder]), ...sticks])];
  }

  async #findOffice(): Promise<{ owner: string; url: string; fingerprint: string | null } | undefined> {
    const collector = await findCollector(this.#register.reader);
    if (!collector || collector.httpUrl === null) return undefined;
    return { owner: collector.owner, url: collector.httpUrl, fingerprint: collector.httpFingerprint };
  }

  async #findHead(): Promise<string | null> {
    const installation = await findInstallation(this.#register.reader);
    if (!installation || installation.isTrial === 1) return null;
    const head = await findChainHead(this.#register.reader, installation.replica);
    return `${installation.replica}:${head?.seq ?? 0}`;
  }
}
