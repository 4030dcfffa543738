import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { TEST_NOW } from '../open-test-register.ts';
import { addDevices, addPupil, listMovements, openTestSchool, problemOf, RECEIVER } from './device-fixture.ts';
import type { Race } from './receipt-racer.ts';

const DEVICES = 12;

describe('window and command line on one register', () => {
  it('hand over each device exactly once', async () => {
    const school = await openTestSchool();
    const { client, register, round, session } = school;
    const serials = Array.from({ length: DEVICES }, (_, index) => `A${index}`);
    const devices = await addDevices(client, round, ...serials);
    const [ours, theirs]: [string[], string[]] = [[], []];
    for (let index = 0; index < DEVICES; index += 1) {
      ours.push(await addPupil(client, `Hà Văn ${index}`));
      theirs.push(await addPupil(client, `Lò Văn ${index}`));
    }
    const race: Race = {
      dataDir: register.options.dataDir,
      resourcesDir: register.options.resourcesDir,
      personId: session.personId!,
      now: TEST_NOW.toISOString(),
      pairs: devices.map((device, index) => ({ student: theirs[index]!, device })),
    };
    const worker = new Worker(new URL('receipt-racer.ts', import.meta.url), { workerData: race });
    const ended = new Promise<string[]>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (message: string | string[]) => {
        if (Array.isArray(message)) resolve(message);
      });
    });
    await once(worker, 'message');
    // From the other end, so that both meet in the middle.
    const own = new Map<string, string>();
    for (let index = DEVICES - 1; index >= 0; index -= 1) {
      const save = client.receipts.save({ student: ours[index]!, device: devices[index]!, ...RECEIVER });
      own.set(
        devices[index]!,
        await save.then(
          () => 'saved',
          async () => (await problemOf(save)).code,
        ),
      );
    }
    const other = await ended;
    devices.forEach((device, index) => {
      const outcomes = new Set([own.get(device), other[index]]);
      expect(outcomes).toEqual(new Set(['saved', 'deviceAlreadyHandedOver']));
    });
    expect((await listMovements(school)).filter((movement) => movement.kind === 'handed_over')).toHaveLength(DEVICES);
    expect((await client.journal.verify()).faults).toEqual([]);
  });
});
