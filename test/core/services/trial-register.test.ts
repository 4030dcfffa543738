import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { expect, it, onTestFinished } from 'vitest';
import { openRegister } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { setUpTrialRegister } from '../../../core/services/trial-register.ts';
import { makeTestFolder, TEST_NOW } from '../open-test-register.ts';

it('a trial has sixty invented pupils, devices, and some handed over; its journal is sound', async () => {
  const register = await openRegister({
    dataDir: makeTestFolder(),
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
    workerUrl: new URL('../../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => TEST_NOW,
  });
  onTestFinished(() => register.close());
  const session = { personId: await setUpTrialRegister(register) };
  const client = createRouterClient(router, { context: { register, session } });
  expect(await client.register.status()).toMatchObject({ isSetUp: true, isTrial: true });
  const { groups, devices } = await client.register.overview({});
  expect(devices).toEqual({ total: 40, inStock: 28, assigned: 0, handedOver: 12 });
  expect(groups.map(({ povertyStatus, students }) => [povertyStatus, students])).toEqual([
    ['poor', 15],
    ['near_poor', 15],
    ['none', 30],
    ['unknown', 0],
  ]);
  expect((await client.journal.verify()).isSound).toBe(true);
});
