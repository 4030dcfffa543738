/** Real registers of a school and its office, over real HTTP and a real folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AutomaticSync } from '../../../core/carriers/automatic-sync.ts';
import { saveSetting } from '../../../core/queries/sync-settings.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import type { RunResult } from '../../../shared/contract/sync.ts';
import { startCollectServer } from '../../../server/http/collect/collect-server.ts';
import { makeTestFolder, type TestRegister } from '../open-test-register.ts';
import { addStudent, enrol, expectSound, openOffice, openSchool, studentNames } from '../sync/sides.ts';

/** What the button does. */
async function tryNow(side: TestRegister): Promise<RunResult> {
  side.register.part(AutomaticSync);
  for await (const message of await side.client.sync.run()) if (message.type === 'done') return message.result;
  throw new Error('the try ended without a result');
}

async function serve(office: TestRegister): Promise<void> {
  const server = await startCollectServer({
    exchange: office.register.part(Exchange),
    dataDir: office.register.options.dataDir,
    log: () => undefined,
    port: 0,
    tls: 'self',
    limits: { answerWithinMs: 20_000 },
  });
  onTestFinished(() => server.close());
  const { url, fingerprint } = server;
  await office.register.transact((transaction) => saveSetting(transaction, 'httpAddress', { url, fingerprint }));
}

describe('over HTTP', () => {
  it('a school is enrolled, its pupils arrive, and the office confirms', async () => {
    const office = await openOffice();
    await serve(office);
    const school = await openSchool();
    await enrol(office, school);
    await addStudent(school, 'Lò Thị Mai');
    expect(await tryNow(school)).toMatchObject({ refusedFiles: 0, carriers: [{ carrier: 'http', state: 'idle' }] });
    await tryNow(school);
    expect(await studentNames(office)).toEqual(['Lò Thị Mai']);
    const status = await school.client.sync.status();
    expect(status.accepted).toBe(status.changes);
    expect(status.collector?.enrolledAt).not.toBeNull();
    await expectSound(school, office);
  });

  it('one changed pupil takes at most two requests, nothing changed one', async () => {
    const office = await openOffice();
    await serve(office);
    const school = await openSchool();
    await enrol(office, school);
    for (let at = 0; at < 3; at += 1) await tryNow(school);
    expect(await tryNow(school)).toMatchObject({ requests: 1, sentFiles: 0, receivedFiles: 0 });
    await addStudent(school, 'Lò Thị Mai');
    const result = await tryNow(school);
    expect(result.sentFiles).toBeGreaterThanOrEqual(1);
    expect(result.requests).toBeLessThanOrEqual(2);
    const status = await school.client.sync.status();
    expect(status.accepted).toBe(status.changes);
    expect(await tryNow(school)).toMatchObject({ requests: 1, sentFiles: 0, receivedFiles: 0 });
  });
});

describe('over a folder', () => {
  it('a school is enrolled, its pupils arrive, and the answer comes back in the same folder', async () => {
    const folder = makeTestFolder();
    const office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    await addStudent(school, 'Lò Thị Mai');
    for (const side of [school, office]) await side.client.sync.saveSettings({ folder, usesSticks: false });
    for (const side of [school, office, school, office]) await tryNow(side);
    expect(await studentNames(office)).toEqual(['Lò Thị Mai']);
    const status = await school.client.sync.status();
    expect(status.accepted).toBe(status.changes);
    expect(status.carriers).toMatchObject([{ carrier: 'folder', place: folder, state: 'idle' }]);
    expect(await tryNow(school)).toMatchObject({ sentFiles: 0, receivedFiles: 0 });
    await expectSound(school, office);
  });
});

describe('over a stick', () => {
  it('one that is in is offered, taken by one button, and carries from then on; a bundle put on it by hand is read', async () => {
    const media = makeTestFolder();
    vi.stubEnv('SO_MAY_MEDIA_DIR', media);
    onTestFinished(() => void vi.unstubAllEnvs());
    const stick = path.join(media, 'USB cua truong');
    mkdirSync(stick);
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    await addStudent(school, 'Lò Thị Mai');
    expect(await tryNow(school)).toMatchObject({ sentFiles: 0 });
    expect((await school.client.sync.status()).freeSticks).toEqual([stick]);
    await school.client.sync.takeStick({ place: stick });
    expect((await school.client.sync.status()).freeSticks).toEqual([]);
    expect((await tryNow(school)).sentFiles).toBeGreaterThan(0);
    await tryNow(office);
    expect(await studentNames(office)).toEqual(['Lò Thị Mai']);
    const elsewhere = { place: path.join(media, 'nowhere') };
    await expect(school.client.sync.takeStick(elsewhere)).rejects.toMatchObject({ code: 'folderGone' });

    await addStudent(school, 'Lò Thị Xuân');
    await school.register.part(Exchange).pack();
    await addStudent(school, 'Lò Văn Bình');
    const saved = await school.client.files.save({});
    expect(saved.name).toMatch(/^so-may-17150501-[\d-]+\.somay$/);
    writeFileSync(path.join(stick, saved.name), Buffer.from(await saved.arrayBuffer()));
    await tryNow(office);
    expect(await studentNames(office)).toEqual(['Lò Thị Mai', 'Lò Thị Xuân', 'Lò Văn Bình']);
  });
});
