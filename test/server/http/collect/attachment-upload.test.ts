/** A picture of a signed paper over a line that is cut in the middle of it: real registers, real servers, and on to the superior. */
import { randomBytes } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { HttpCarrier } from '../../../../core/carriers/http-carrier.ts';
import { CarrierStates } from '../../../../core/sync/carrier-states.ts';
import type { Moved } from '../../../../core/sync/carriers.ts';
import { Exchange } from '../../../../core/sync/exchange.ts';
import { startCollectServer } from '../../../../server/http/collect/collect-server.ts';
import { openSlowLine } from '../../../bench/slow-line.ts';
import type { TestRegister } from '../../../core/open-test-register.ts';
import { addStudent, enrol, expectSound, openOffice, openSchool, ownerOf } from '../../../core/sync/sides.ts';
import { never, quiet } from './open-test-office.ts';

/** As the program sends in pieces: 256 KiB each. */
const CHUNK_BYTES = 256 * 1024;
/** In the third piece of the picture; what is left then passes without a further cut. */
const CUT_AFTER_BYTES = 650_000;
/** Headers of requests, acknowledgements, and the frame around the picture. */
const MOST_OVERHEAD_BYTES = 40_000;
const PICTURE = Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), randomBytes(1_000_000)]);

async function serve(office: TestRegister): Promise<number> {
  const { options } = office.register;
  const server = await startCollectServer({
    exchange: office.register.part(Exchange),
    dataDir: options.dataDir,
    log: () => undefined,
    port: 0,
    limits: { answerWithinMs: 20_000 },
  });
  onTestFinished(() => server.close());
  return server.port;
}

/** Sends from one side to the port of another as a new run of the program would, without trying again within a run. */
async function send(from: TestRegister, to: TestRegister, port: number): Promise<Moved> {
  const { register } = from;
  const carrier = new HttpCarrier({
    exchange: register.part(Exchange),
    states: register.part(CarrierStates),
    findOffice: async () => ({ owner: await ownerOf(to), url: `http://127.0.0.1:${port}`, fingerprint: null }),
    findSettings: async () => ({ isPaused: false, isLowBandwidth: false }),
    dataDir: register.options.dataDir,
    now: () => new Date(),
    retryDelaysMs: [],
  });
  const moved = await carrier.run(quiet, never);
  await carrier.close();
  return moved;
}

async function addPicture(school: TestRegister): Promise<string> {
  const student = await addStudent(school, 'Vàng A Páo');
  const [round] = await school.client.rounds.list();
  const { id: device } = await school.client.devices.save({ round: round!.id, serialNumber: 'SN001' });
  const receiver = { receiverName: 'Vàng A Chu', receiverRelation: 'father' as const };
  const { id: receipt } = await school.client.receipts.save({ student, device, ...receiver, receivedOn: '2026-09-05' });
  const file = new File([new Uint8Array(PICTURE)], 'Biên nhận.png');
  return (await school.client.attachments.add({ receipt, file })).id;
}

async function readPicture(side: TestRegister, id: string): Promise<Buffer> {
  return Buffer.from(await (await side.client.attachments.read({ id })).arrayBuffer());
}

const SOON = { timeout: 30_000, interval: 100 };

/** Bytes of the uploads that an office holds unfinished. */
function sizesUnfinished(office: TestRegister): number[] {
  const folder = path.join(office.register.options.dataDir, 'uploads');
  return readdirSync(folder)
    .filter((name) => !name.endsWith('.json'))
    .map((name) => statSync(path.join(folder, name)).size);
}

it('goes on from where it was cut, is whole at the office, and is handed on to the superior', async () => {
  const [superior, office, school] = [await openOffice('Sở'), await openOffice(), await openSchool()];
  await enrol(superior, office);
  await enrol(office, school);
  const atSuperior = await serve(superior);
  const line = await openSlowLine({
    targetPort: await serve(office),
    bitsPerSecond: 40_000_000,
    roundTripMs: 2,
    cutEveryBytes: CUT_AFTER_BYTES,
  });
  onTestFinished(() => line.close());
  const id = await addPicture(school);
  // The records go, and the acknowledgement that comes back asks for the picture.
  await send(school, office, line.port);
  expect(line.counts.cuts).toBe(0);
  await expect(readPicture(office, id)).rejects.toMatchObject({ code: 'attachmentMissing' });

  await send(school, office, line.port);
  expect(line.counts.cuts).toBe(1);
  const [held] = sizesUnfinished(office);
  expect(held).toBeGreaterThanOrEqual(CHUNK_BYTES);
  expect(held).toBeLessThan(PICTURE.length);
  await expect(readPicture(office, id)).rejects.toMatchObject({ code: 'attachmentMissing' });

  const before = line.counts.up;
  expect(await send(school, office, line.port)).toMatchObject({ refusedFiles: 0 });
  expect(line.counts.cuts).toBe(1);
  // What the office held was not sent again.
  expect(line.counts.up - before).toBeLessThan(PICTURE.length - held! + MOST_OVERHEAD_BYTES);
  // An office that is busy answers before it has read what came.
  await vi.waitFor(async () => expect(await readPicture(office, id)).toEqual(PICTURE), SOON);
  expect(sizesUnfinished(office)).toEqual([]);

  await vi.waitFor(async () => {
    await send(office, superior, atSuperior);
    expect(await readPicture(superior, id)).toEqual(PICTURE);
  }, SOON);
  await expectSound(school, office, superior);
});
