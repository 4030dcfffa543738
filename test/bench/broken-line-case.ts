/**
 * A school's first push over a line of 50 kbit/s with a round trip of 600 ms, unbroken and with cuts, the office started again in between.
 * Arguments: how many pupils (four records each); how many times faster the line is than that, so that a run ends: bytes are the same.
 */
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type BenchRegister, openBenchRegister, withBenchFolder } from './bench-register.ts';
import { fillRegister } from './invented-pupils.ts';
import { enrolSchool, makeOffice, type OfficeProcess, serveOffice, syncOnce } from './office-process.ts';
import { openSlowLine, type SlowLine } from './slow-line.ts';

const BITS_PER_SECOND = 50_000;
const ROUND_TRIP_MS = 600;
/** Cuts that the aim asks for; a few more, for the last piece may be small. */
const CUTS = 10;
/** Between two tries: the program waits longer, which costs no bytes. */
const TRY_AGAIN_MS = 100;

interface Pushed {
  bytes: number;
  cuts: number;
  ms: number;
}

export interface BrokenLineAnswer {
  changes: number;
  unbroken: Pushed;
  broken: Pushed;
  restarts: number;
}

/** Tries until the office has accepted every change. */
async function pushAll(school: BenchRegister, line: SlowLine): Promise<Pushed> {
  const start = performance.now();
  for (;;) {
    await syncOnce(school);
    const { changes, accepted } = await school.client.sync.status();
    const { up, down, cuts } = line.counts;
    if (accepted === changes) return { bytes: up + down, cuts, ms: performance.now() - start };
    await setTimeout(TRY_AGAIN_MS);
  }
}

const [pupils, faster] = process.argv.slice(2).map(Number) as [number, number];

async function push(
  folder: string,
  cutEveryBytes: number | null,
): Promise<{ changes: number; restarts: number; pushed: Pushed }> {
  const school = await openBenchRegister(path.join(folder, 'school'));
  await fillRegister(school.register, school.session, pupils, true);
  const officeFolder = path.join(folder, 'office');
  // Where the office listens is known when it runs, and the line has to be there before the invitation is written.
  const probe = await openSlowLine({ targetPort: 0, bitsPerSecond: 1, roundTripMs: 0 });
  await probe.close();
  const url = `http://127.0.0.1:${probe.port}`;
  const [invitation] = await makeOffice(officeFolder, url, 1);
  let office: OfficeProcess = await serveOffice(officeFolder, url);
  let restarts = 0;
  let restarting = Promise.resolve();
  const restart = async (): Promise<void> => {
    await office.stop('SIGKILL');
    office = await serveOffice(officeFolder, url, office.port);
    restarts += 1;
  };
  const line = await openSlowLine({
    port: probe.port,
    targetPort: office.port,
    bitsPerSecond: BITS_PER_SECOND * faster,
    roundTripMs: ROUND_TRIP_MS / faster,
    cutEveryBytes,
    // In the middle of what is being sent, as a power cut comes.
    onCut: (cuts) => {
      if (cuts === CUTS / 2) restarting = restart();
    },
  });
  try {
    await enrolSchool(school, invitation!);
    const pushed = await pushAll(school, line);
    await restarting;
    const { changes } = await school.client.sync.status();
    return { changes, restarts, pushed };
  } finally {
    await school.register.close();
    await restarting;
    await office.stop();
    await line.close();
  }
}

const unbroken = await withBenchFolder((folder) => push(folder, null));
const cutEvery = Math.floor(unbroken.pushed.bytes / CUTS);
const broken = await withBenchFolder((folder) => push(folder, cutEvery));
const answer: BrokenLineAnswer = {
  changes: broken.changes,
  unbroken: unbroken.pushed,
  broken: broken.pushed,
  restarts: broken.restarts,
};
console.log(JSON.stringify(answer));
