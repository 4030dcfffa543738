/**
 * `node test/fuzz/calls/call-fuzz.ts --seed N --calls N`: calls of every procedure with odd inputs, over both transports. A call is answered or refused by a
 * Problem; nothing is a bug, no answer carries a stack, none goes to a role that may not have it, and the register stays sound.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import type { Log } from '../../../core/host/log.ts';
import { openRegister, type Register, type Session } from '../../../core/register.ts';
import { setUpRegister } from '../../../core/services/set-up-register.ts';
import { verifyRegister } from '../../../core/services/verify-register.ts';
import { savePerson } from '../../../core/services/people.ts';
import { setUpInput } from '../../../shared/contract/register.ts';
import { type Caller, isPermitted } from '../../../shared/permissions.ts';
import { type SeededRandom, seededRandom } from '../../seeded-random.ts';
import { type ListedProcedure, listProcedures } from './list-procedures.ts';
import { openHttp, openPort, type Transport } from './open-transports.ts';
import { type Known, randomInput } from './random-input.ts';

/** A register is left for a new one after this many calls, so that lists stay short. */
const CALLS_PER_REGISTER = 10_000;
const MOST_KNOWN = 300;
const MOST_EVENTS = 50;
/** They take a worker, or a key from a passphrase, each time: called a tenth as often. */
const SLOW = new Set(['imports.read', 'replicas.invite', 'backups.make', 'backups.restore', 'vault.recover']);
/** They end the run: the register is another one, or nobody can take a seat in it any more. */
const LEFT_OUT = new Set(['register.endTrial', 'vault.protect', 'session.leave', 'session.savePin', 'backups.restore']);
/** As whom the port's session sits is changed after this many calls. */
const CALLS_PER_SEAT = 100;

export interface CallCounts {
  calls: number;
  answered: number;
  /** By code of the Problem. */
  refused: Record<string, number>;
  registers: number;
  byTransport: Record<string, number>;
}

/** What went wrong, with the call that did it. */
export class CallFailed extends Error {}

/** Plays `calls` calls from one seed. Raises CallFailed with the seed, the number and the input of the call. */
export async function fuzzCalls({ seed, calls }: { seed: number; calls: number }): Promise<CallCounts> {
  const random = seededRandom(seed);
  const counts: CallCounts = { calls: 0, answered: 0, refused: {}, registers: 0, byTransport: {} };
  while (counts.calls < calls) {
    await fuzzOneRegister({ seed, random, counts, until: Math.min(calls, counts.calls + CALLS_PER_REGISTER) });
    counts.registers += 1;
  }
  return counts;
}

interface Run {
  seed: number;
  random: SeededRandom;
  counts: CallCounts;
  /** Ends when `counts.calls` has come to this. */
  until: number;
}

async function fuzzOneRegister({ seed, random, counts, until }: Run): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'so-may-calls-'));
  const bugs: string[] = [];
  const log: Log = (line) => {
    if (line.message === 'unexpected failure' || line.message === 'request failed') bugs.push(JSON.stringify(line));
  };
  const { register, session } = await openSetUp(folder, log);
  const transports = [await openHttp(register, folder, log), openPort(register, session, log)];
  const known: Known = { ids: [], folders: listFolders(folder) };
  try {
    await takeSeat(transports, known);
    const procedures = listProcedures().filter(({ name }) => !LEFT_OUT.has(name));
    const people = await addPeople(register, session);
    while (counts.calls < until) {
      if (counts.calls % CALLS_PER_SEAT === 0) session.personId = random.pick(people);
      const transport = random.pick(transports);
      const procedure = random.pick(procedures);
      if (SLOW.has(procedure.name) && random.integer(10) > 0) continue;
      const input = randomInput(procedure.input, random, known);
      const caller = await findCallerOf(transport);
      const outcome = await callOnce(transport, procedure, input);
      counts.calls += 1;
      counts.byTransport[transport.name] = (counts.byTransport[transport.name] ?? 0) + 1;
      if (outcome.problem === undefined) counts.answered += 1;
      else counts.refused[outcome.problem] = (counts.refused[outcome.problem] ?? 0) + 1;
      learn(known, outcome.text, random);
      const isAllowed = outcome.problem !== undefined || isPermitted(caller, procedure.name);
      const fault = bugs[0] ?? findFault(outcome.text) ?? (isAllowed ? undefined : `answered to ${caller}`);
      if (fault !== undefined) throw new CallFailed(describe({ seed, counts, transport, procedure, input, fault }));
    }
    const { faults } = await verifyRegister(register);
    if (faults.length > 0)
      throw new CallFailed(`seed ${seed}: the register is not sound: ${JSON.stringify(faults.slice(0, 3))}`);
  } finally {
    for (const transport of transports) await transport.close();
    await register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openSetUp(folder: string, log: Log): Promise<{ register: Register; session: Session }> {
  const register = await openRegister({
    dataDir: path.join(folder, 'data'),
    resourcesDir: fileURLToPath(new URL('../../../resources', import.meta.url)),
    workerUrl: new URL('../../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => new Date('2026-09-05T05:00:00.000Z'),
    log,
  });
  const school = { code: '17150501', name: 'Trường Chiềng Châu', schoolYear: '2026-2027' };
  const input = setUpInput.parse({ role: 'school', school, personName: 'Hà Thị Loan', personRole: 'principal' });
  return { register, session: { personId: await setUpRegister(register, input) } };
}

/** The window over HTTP chooses the person that the port's session already has. */
async function takeSeat(transports: readonly Transport[], known: Known): Promise<void> {
  for (const transport of transports) {
    const people: unknown = await transport.call(['people', 'list'], undefined);
    for (const [id] of JSON.stringify(people).matchAll(ID)) known.ids.push(id);
    await transport.call(['session', 'choosePerson'], { person: known.ids[0] });
  }
}

/** One of each role beside the principal; the last seat is nobody's. */
async function addPeople(register: Register, session: Session): Promise<(string | null)[]> {
  const principal = session.personId;
  const made: string[] = [];
  for (const role of ['clerk', 'auditor', 'office'] as const)
    made.push((await savePerson(register, session, { name: `Người ${role}`, role })).id);
  return [principal, ...made, null];
}

/** As whom this transport's session counts just now. */
async function findCallerOf(transport: Transport): Promise<Caller> {
  const answer = await transport.call(['session', 'get'], undefined);
  return seat.parse(answer).countsAs ?? 'nobody';
}

const seat = z.object({ countsAs: z.enum(['clerk', 'principal', 'office', 'auditor']).nullable() });

interface Outcome {
  problem: string | undefined;
  /** The answer as text, whatever it was. */
  text: string;
}

async function callOnce(transport: Transport, { path: procedure }: ListedProcedure, input: unknown): Promise<Outcome> {
  try {
    return { problem: undefined, text: await readAnswer(await transport.call(procedure, input)) };
  } catch (error) {
    if (!(error instanceof ORPCError))
      return { problem: 'transport', text: error instanceof Error ? error.message : String(error) };
    return {
      problem: error.code,
      text: JSON.stringify({ code: error.code, message: error.message, data: error.data }),
    };
  }
}

async function readAnswer(answer: unknown): Promise<string> {
  if (answer instanceof Blob) return `file of ${answer.size} bytes`;
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer))
    return JSON.stringify(answer) ?? '';
  const events: unknown[] = [];
  for await (const event of answer as AsyncIterable<unknown>) {
    events.push(event);
    if (events.length >= MOST_EVENTS) break;
  }
  return JSON.stringify(events);
}

const ID = /[0-9a-z]{16}(?:-[0-9a-z]{7})?|[0-9a-f]{8}-[0-9a-f-]{27}/g;

function learn(known: Known, text: string, random: SeededRandom): void {
  for (const [id] of text.slice(0, 4000).matchAll(ID)) {
    if (known.ids.length < MOST_KNOWN) known.ids.push(id);
    else if (random.integer(10) === 0) known.ids[random.integer(MOST_KNOWN)] = id;
  }
}

/** A stack, a file of the program, or the words of the database have no place in an answer. */
function findFault(text: string): string | undefined {
  const found = /\n\s+at .{0,80}|node_modules\/.{0,40}|SQLITE_[A-Z]+|INTERNAL_SERVER_ERROR|Error: .{0,60}\.ts:\d+/.exec(
    text,
  );
  return found?.[0];
}

function describe(failed: {
  seed: number;
  counts: CallCounts;
  transport: Transport;
  procedure: ListedProcedure;
  input: unknown;
  fault: string;
}): string {
  const { seed, counts, transport, procedure, input, fault } = failed;
  const shown =
    JSON.stringify(input, (_key, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value)) ?? 'none';
  return `seed ${seed}, call ${counts.calls}, ${transport.name} ${procedure.name}(${shown.slice(0, 2000)}): ${fault}`;
}

/** Folders that a setting may name: an empty one, a missing one, a file, a name that no file system takes. */
function listFolders(folder: string): string[] {
  const file = path.join(folder, 'tep.txt');
  writeFileSync(file, 'x');
  return [path.join(folder, 'stick'), path.join(folder, 'khong', 'co'), file, path.join(folder, 'x'.repeat(300)), ''];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, calls: { type: 'string' } } });
  const seed = Number(values.seed ?? Date.now() % 2 ** 31);
  const start = performance.now();
  const counts = await fuzzCalls({ seed, calls: Number(values.calls ?? 10_000) });
  process.stdout.write(
    `${JSON.stringify({ seed, seconds: Math.round((performance.now() - start) / 1000), ...counts })}\n`,
  );
  process.exit();
}
