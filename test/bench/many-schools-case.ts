/**
 * Many schools' first packages at once, over HTTP, to one office process: changes taken a second, times of answers, errors and memory.
 * The schools send from this one process as the program sends, with their own keys and connections; their files were sealed beforehand.
 * Arguments: how many schools; how many pupils in each (four records each).
 */
import { subscribe } from 'node:diagnostics_channel';
import { mkdirSync } from 'node:fs';
import type { ClientRequest } from 'node:http';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { HttpCarrier } from '../../core/carriers/http-carrier.ts';
import { CarrierStates } from '../../core/sync/carrier-states.ts';
import { openBenchFolder, withBenchFolder } from './bench-register.ts';
import { percentile } from './measure.ts';
import { makeOffice, readCpuSeconds, readMemory, serveOffice } from './office-process.ts';
import { type PreparedSchool, prepareSchool } from './prepared-schools.ts';
import { findFreePort } from './slow-line.ts';

const MEBIBYTE = 1024 * 1024;
/** How often the office is asked how far it is, in milliseconds. */
const ASK_EVERY_MS = 100;
/** The office reads what came in its own time; longer than this something is wrong. */
const GIVE_UP_MS = 300_000;

export interface ManySchoolsAnswer {
  changes: number;
  /** From the first byte sent until the office had merged all of it. */
  mergedMs: number;
  changesPerSecond: number;
  /** Processor time of the office meanwhile: what the figures would be on a machine that does nothing else. */
  officeCpuSeconds: number;
  requests: number;
  answerP50Ms: number;
  answerP99Ms: number;
  longestAnswerMs: number;
  /** Answers that were no success, connections that broke, and runs that did not end well, by what was said; empty: none. */
  errors: Record<string, number>;
  rssBeforeMegabytes: number;
  peakRssMegabytes: number;
}

interface Answers {
  ms: number[];
  /** Answers that were no success and connections that broke, by what was said. */
  failed: Record<string, number>;
}

/** Times every request of this process, from its start to the head of its answer. */
function timeAnswers(): Answers {
  const answers: Answers = { ms: [], failed: {} };
  const count = (what: string): void => {
    answers.failed[what] = (answers.failed[what] ?? 0) + 1;
  };
  const started = new WeakMap<ClientRequest, number>();
  subscribe('http.client.request.start', (message) => {
    started.set((message as { request: ClientRequest }).request, performance.now());
  });
  subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: ClientRequest; response: { statusCode: number } };
    answers.ms.push(performance.now() - (started.get(request) ?? Number.NaN));
    // A first signed request is answered with the nonce that it lacks: no error.
    if (response.statusCode >= 400 && response.statusCode !== 401) count(String(response.statusCode));
  });
  subscribe('http.client.request.error', (message) => {
    count(String((message as { error: unknown }).error));
  });
  return answers;
}

/** Sends as the program does; the code of the problem, if any, with which the run ended. */
async function send({ folder, exchange, office }: PreparedSchool): Promise<string | null> {
  const states = new CarrierStates();
  const carrier = new HttpCarrier({
    exchange,
    states,
    findOffice: async () => office,
    findSettings: async () => ({ isPaused: false, isLowBandwidth: false }),
    dataDir: folder,
    now: () => new Date(),
  });
  await carrier.run(() => undefined, new AbortController().signal);
  await carrier.close();
  return states.list().find(({ problem }) => problem !== null)?.problem ?? null;
}

/** How many changes the office has taken, by its own figures. */
async function readTaken(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^so_may_changes_total (\d+)/m.exec(text)?.[1] ?? 0);
}

async function countChanges(folder: string, replicas: readonly string[]): Promise<number> {
  const register = await openBenchFolder(folder);
  try {
    const rows = await register.reader
      .selectFrom('changes')
      .select((expression) => expression.fn.countAll<number>().as('count'))
      .where('replica', 'in', replicas)
      .execute();
    return rows[0]?.count ?? 0;
  } finally {
    await register.close();
  }
}

const [schoolCount, pupils] = process.argv.slice(2).map(Number) as [number, number];
const answer = await withBenchFolder(async (folder): Promise<ManySchoolsAnswer> => {
  const officeFolder = path.join(folder, 'office');
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const invitations = await makeOffice(officeFolder, url, schoolCount);
  const schools: PreparedSchool[] = [];
  for (const [number, invitation] of invitations.entries()) {
    const own = path.join(folder, `school-${number}`);
    mkdirSync(own);
    schools.push(await prepareSchool(own, { code: String(17_150_000 + number), pupils, invitation, url }));
  }
  const changes = schools.reduce((sum, school) => sum + school.changes, 0);
  const office = await serveOffice(officeFolder, url, port);
  try {
    const cpuBefore = readCpuSeconds(office.pid);
    const rssBefore = readMemory(office.pid).rss;
    const answers = timeAnswers();
    const start = performance.now();
    const runs = Promise.all(schools.map(send));
    let taken = 0;
    while (taken < changes && performance.now() - start < GIVE_UP_MS) {
      await setTimeout(ASK_EVERY_MS);
      taken = await readTaken(url);
    }
    const mergedMs = performance.now() - start;
    const officeCpuSeconds = readCpuSeconds(office.pid) - cpuBefore;
    for (const problem of await runs)
      if (problem !== null) answers.failed[problem] = (answers.failed[problem] ?? 0) + 1;
    const { peak } = readMemory(office.pid);
    await office.stop();
    const held = await countChanges(
      officeFolder,
      schools.map(({ replica }) => replica),
    );
    if (held !== changes) throw new Error(`the office holds ${held} of ${changes} changes`);
    return {
      changes,
      mergedMs,
      changesPerSecond: changes / (mergedMs / 1000),
      officeCpuSeconds,
      requests: answers.ms.length,
      answerP50Ms: percentile(answers.ms, 0.5),
      answerP99Ms: percentile(answers.ms, 0.99),
      longestAnswerMs: Math.max(...answers.ms),
      errors: answers.failed,
      rssBeforeMegabytes: rssBefore / MEBIBYTE,
      peakRssMegabytes: peak / MEBIBYTE,
    };
  } finally {
    await office.stop();
  }
});
console.log(JSON.stringify(answer));
