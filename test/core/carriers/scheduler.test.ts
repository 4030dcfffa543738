/** When is tried, and when not. The clock is a number; every look is made by the test. */
import { describe, expect, it } from 'vitest';
import { backOffMs } from '../../../core/carriers/back-off.ts';
import { Scheduler } from '../../../core/carriers/scheduler.ts';
import type { CarrierStatus } from '../../../shared/contract/sync.ts';

const MINUTE = 60_000;

function openScheduler() {
  const world = {
    now: 0,
    head: 'a' as string | null,
    places: [] as string[],
    network: '10.0.0.2',
    status: [] as CarrierStatus[],
    isPaused: false,
    tries: 0,
    failure: null as Error | null,
    lines: [] as string[],
  };
  const scheduler = new Scheduler({
    readSettings: async () => ({
      folder: null,
      usesSticks: true,
      isPaused: world.isPaused,
      intervalMinutes: 15,
      isLowBandwidth: false,
    }),
    findHead: async () => world.head,
    findPlaces: async () => world.places,
    listStatus: () => world.status,
    runAll: async () => {
      world.tries += 1;
      if (world.failure) throw world.failure;
    },
    log: ({ message }) => void world.lines.push(message),
    now: () => world.now,
    describeNetwork: () => world.network,
  });
  const lookAt = async (now: number): Promise<number> => {
    world.now = now;
    await scheduler.look();
    return world.tries;
  };
  return { world, scheduler, lookAt };
}

describe('a try is made', () => {
  it('at the start, and not before the register is set up', async () => {
    const { world, lookAt } = openScheduler();
    world.head = null;
    expect(await lookAt(0)).toBe(0);
    world.head = 'a';
    expect(await lookAt(3000)).toBe(1);
    expect(await lookAt(6000)).toBe(1);
  });

  it('once after several saves, when the clerk pauses', async () => {
    const { world, lookAt } = openScheduler();
    await lookAt(0);
    world.head = 'b';
    expect(await lookAt(3000)).toBe(1);
    world.head = 'c';
    expect(await lookAt(15_000)).toBe(1);
    expect(await lookAt(30_000)).toBe(1);
    expect(await lookAt(36_000)).toBe(2);
    expect(await lookAt(60_000)).toBe(2);
  });

  it('at the interval of the settings', async () => {
    const { lookAt } = openScheduler();
    await lookAt(0);
    expect(await lookAt(15 * MINUTE - 1)).toBe(1);
    expect(await lookAt(15 * MINUTE)).toBe(2);
  });

  it('when a stick or the network appears, not when it goes', async () => {
    const { world, lookAt } = openScheduler();
    await lookAt(0);
    world.places = ['/media/stick'];
    expect(await lookAt(3000)).toBe(2);
    world.places = [];
    expect(await lookAt(6000)).toBe(2);
    world.network = '';
    expect(await lookAt(9000)).toBe(2);
    world.network = '10.0.0.2';
    expect(await lookAt(12_000)).toBe(3);
  });

  it('when a back-off is over', async () => {
    const { world, lookAt } = openScheduler();
    await lookAt(0);
    const status: CarrierStatus = {
      carrier: 'http',
      place: 'http://office',
      state: 'unreachable',
      triedAt: null,
      succeededAt: null,
      nextTryAt: new Date(Date.now() + MINUTE).toISOString(),
      problem: 'officeUnreachable',
      details: {},
    };
    world.status = [status];
    expect(await lookAt(3000)).toBe(1);
    world.status = [{ ...status, nextTryAt: new Date(Date.now() - 1).toISOString() }];
    expect(await lookAt(6000)).toBe(2);
  });

  it('never while paused', async () => {
    const { world, lookAt } = openScheduler();
    world.isPaused = true;
    expect(await lookAt(0)).toBe(0);
    expect(await lookAt(60 * MINUTE)).toBe(0);
  });

  it('again after a failure, which is logged', async () => {
    const { world, lookAt } = openScheduler();
    world.failure = new Error('bug');
    expect(await lookAt(0)).toBe(1);
    world.failure = null;
    expect(await lookAt(15 * MINUTE)).toBe(2);
    expect(world.lines).toEqual(['sync failed']);
  });

  it('never after closing', async () => {
    const { scheduler, lookAt } = openScheduler();
    await scheduler.close();
    expect(await lookAt(0)).toBe(0);
  });
});

describe('back-off', () => {
  it('doubles up to half an hour and is never the same for all', () => {
    expect([1, 2, 3, 20].map((failures) => backOffMs(failures, () => 1))).toEqual([15_000, 30_000, 60_000, 1_800_000]);
    expect(backOffMs(1, () => 0)).toBe(7500);
  });
});
