/** A real office on loopback and a school's carrier that reaches it, both with exchanges that read no change. */
import { onTestFinished } from 'vitest';
import { HttpCarrier, type HttpCarrierOptions } from '../../../../core/carriers/http-carrier.ts';
import { CarrierStates } from '../../../../core/sync/carrier-states.ts';
import type { Log } from '../../../../core/host/log.ts';
import {
  type CollectOptions,
  type CollectServer,
  startCollectServer,
} from '../../../../server/http/collect/collect-server.ts';
import { OFFICE, SCHOOL, StandInExchange } from '../../../core/carriers/stand-in-exchange.ts';
import { makeTestFolder, openTestRegister } from '../../../core/open-test-register.ts';

export const never = new AbortController().signal;
export const quiet = (): void => undefined;

export interface TestOffice {
  exchange: StandInExchange;
  server: CollectServer;
  lines: Parameters<Log>[0][];
  dataDir: string;
}

export async function openTestOffice(options: Partial<CollectOptions> = {}): Promise<TestOffice> {
  const exchange = new StandInExchange(OFFICE, [{ owner: SCHOOL, name: 'Chiềng Châu', role: 'member' }]);
  const lines: TestOffice['lines'] = [];
  const dataDir = options.dataDir ?? makeTestFolder();
  const log: Log = (line) => void lines.push(line);
  const server = await startCollectServer({ exchange, port: 0, log, ...options, dataDir });
  onTestFinished(() => server.close());
  return { exchange, server, lines, dataDir };
}

export interface TestSchool {
  exchange: StandInExchange;
  carrier: HttpCarrier;
  states: CarrierStates;
  settings: { isPaused: boolean; isLowBandwidth: boolean };
  run: () => ReturnType<HttpCarrier['run']>;
}

export async function openTestSchool(
  address: { url: string; fingerprint?: string | null },
  options: Partial<HttpCarrierOptions> = {},
): Promise<TestSchool> {
  const exchange = new StandInExchange(SCHOOL, [{ owner: OFFICE, name: 'Mai Châu', role: 'collector' }]);
  const { register } = await openTestRegister();
  const states = register.part(CarrierStates);
  const settings = { isPaused: false, isLowBandwidth: false };
  const carrier = new HttpCarrier({
    exchange,
    states,
    findOffice: async () => ({ owner: OFFICE, url: address.url, fingerprint: address.fingerprint ?? null }),
    findSettings: async () => settings,
    dataDir: register.options.dataDir,
    now: () => new Date(),
    retryDelaysMs: [10, 20, 50],
    ...options,
  });
  onTestFinished(() => carrier.close());
  return { exchange, carrier, states, settings, run: () => carrier.run(quiet, never) };
}

/** Lets the office know the school's PC, as an enrolment would. */
export function enrol(office: TestOffice, school: TestSchool): void {
  office.exchange.trusted.set(school.exchange.replica, { owner: SCHOOL, signKey: school.exchange.signKey });
}
