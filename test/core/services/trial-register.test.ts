import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { expect, it, onTestFinished } from 'vitest';
import { AutomaticSync } from '../../../core/carriers/automatic-sync.ts';
import { readInstallMark } from '../../../core/host/install-mark.ts';
import { findVaultFile } from '../../../core/vault/vault-file.ts';
import { openRegister, type Register } from '../../../core/register.ts';
import { router } from '../../../core/router.ts';
import { setUpInput } from '../../../shared/contract/register.ts';
import { endTrial, setUpTrialRegister } from '../../../core/services/trial-register.ts';
import { setUpRegister } from '../../../core/services/set-up-register.ts';
import { saveRound } from '../../../core/services/rounds.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import { makeTestFolder, TEST_NOW } from '../open-test-register.ts';

async function openEmpty(): Promise<Register> {
  const register = await openRegister({
    dataDir: makeTestFolder(),
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
    workerUrl: new URL('../../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => TEST_NOW,
  });
  onTestFinished(() => register.close());
  return register;
}

it('a trial has sixty invented pupils, devices, and some handed over; its journal is sound', async () => {
  const register = await openEmpty();
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

it('a trial is sent nowhere: it packs nothing, invites no further PC', async () => {
  const register = await openEmpty();
  const session = { personId: await setUpTrialRegister(register) };
  expect(await register.part(Exchange).pack()).toEqual([]);
  const client = createRouterClient(router, { context: { register, session } });
  await expect(client.replicas.invite()).rejects.toMatchObject({ code: 'trialStaysHere' });
});

it('the end of a trial takes everything of it away; nobody of it writes into the real register', async () => {
  const register = await openEmpty();
  const { dataDir } = register.options;
  const elsewhere = { personId: await setUpTrialRegister(register) };
  for (const folder of ['outbox', 'inbox', 'attachments', 'former-keys']) {
    mkdirSync(path.join(dataDir, folder), { recursive: true });
    writeFileSync(path.join(dataDir, folder, 'of-the-trial'), '');
  }
  const before = register.part(AutomaticSync);
  before.start();
  const vaultOfTrial = findVaultFile(dataDir)?.vault;

  const folder = await endTrial(register);
  // What is there now belongs to the empty register, which has a key of its own.
  const files = readdirSync(dataDir).filter((name) => !name.startsWith('so-may.sqlite'));
  expect(files.toSorted()).toEqual([path.basename(folder), 'keys-copy.json', 'keys.json'].toSorted());
  expect(findVaultFile(folder)?.vault).toBe(vaultOfTrial);
  expect(findVaultFile(dataDir)?.vault).not.toBe(vaultOfTrial);
  expect(readdirSync(folder)).toEqual(
    expect.arrayContaining(['so-may.sqlite', 'keys.json', 'outbox', 'inbox', 'attachments', 'former-keys']),
  );
  expect(readInstallMark(dataDir)).toBeUndefined();
  expect(register.part(AutomaticSync)).not.toBe(before);
  expect(register.part(AutomaticSync).isStarted).toBe(true);

  const school = { code: 'T1', name: 'Trường thật', level: 'primary', schoolYear: '2026-2027' };
  await setUpRegister(register, setUpInput.parse({ role: 'school', school, personName: 'Lò Thị Hà' }));
  const round = { name: 'Đợt 2', mode: 'gift', entitlement: 'per_student' } as const;
  await expect(saveRound(register, elsewhere, round)).rejects.toMatchObject({
    code: 'personNotChosen',
  });
  await expect(endTrial(register)).rejects.toMatchObject({ code: 'registerIsNoTrial' });
  expect(await register.part(Exchange).pack()).toHaveLength(1);
  expect(findVaultFile(dataDir)?.sealed).not.toBeNull();
});
