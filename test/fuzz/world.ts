/** Schools, their PCs, an office and the one above it: real registers in folders of their own, and what of them is true. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import type { InstallMark } from '../../core/host/install-mark.ts';
import type { RecordTableName } from '../../shared/records/record-tables.ts';
import { setUpInput } from '../../shared/contract/register.ts';
import { openRegister } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import type { TestRegister } from '../core/open-test-register.ts';
import { seededRandom } from '../seeded-random.ts';
import { importAtOnce } from './import-at-once.ts';
import { installSimulatedDisk, seedRandomness, watchTransactions } from './simulated-disk.ts';

export interface Side extends TestRegister {
  name: string;
  dataDir: string;
  /** Sides with the same owner are PCs of one school. */
  owner: string;
  /** The side above; none for the topmost office. */
  above: string;
  isOffice: boolean;
  /** How far this PC's clock is off, in milliseconds. */
  clockOffset: number;
  isRevoked: boolean;
  /** Tables that its program does not know yet. */
  lacks: RecordTableName[];
  /** An older copy of its folder, and what was remembered outside of it then. */
  copy?: { folder: string; mark: InstallMark | undefined; lacks: RecordTableName[] };
}

export interface WrittenChange {
  replica: string;
  seq: number;
  owner: string;
  /** More than one after a fork. */
  hashes: Set<string>;
  /** Those whose last copy went with a folder that was overwritten: nobody can be asked for it. */
  gone: Set<string>;
}

export interface World {
  sides: Side[];
  now: number;
  /** Every change that was ever committed, by replica and number: what may stand in a register. */
  written: Map<string, WrittenChange>;
  /** Replicas with two changes of one number, or with a revocation. */
  forked: Set<string>;
  revoked: Set<string>;
  /** Which replica another one goes on for, after a restore or a copy. */
  continues: Map<string, string>;
  /** Who locked a replica out, after which number, and the replicas that were known there; until a person releases what came later. */
  ends: Map<string, { by: Side; lastSeq: number; known: Set<string> }>;
  /** Replicas of folders that went back together with their mark: nobody can know that they did. */
  rolledBack: Set<string>;
  /** Somebody's counter has come near its bound; nobody else's may leap as far. */
  hasHighCounter: boolean;
  onOpen?: ((side: Side) => Promise<void>) | undefined;
}

const NOW = Date.parse('2026-09-05T05:00:00.000Z');
const root = mkdtempSync(path.join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'so-may-fuzz-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
process.env['SO_MAY_CONFIG_DIR'] = path.join(root, 'live', 'config');

export const LIVE = path.join(root, 'live');
const TEMPLATE = path.join(root, 'template');
let plan: Pick<Side, 'name' | 'dataDir' | 'owner' | 'above' | 'isOffice'>[] | undefined;

export async function openSide(world: World, given: Omit<Side, 'register' | 'client' | 'session'>): Promise<Side> {
  const side = given as Side;
  side.session = { personId: null };
  await openAgain(world, side);
  return side;
}

/** Opens the folder as a new start of the program would. */
export async function openAgain(world: World, side: Side): Promise<void> {
  side.register = await openRegister({
    dataDir: side.dataDir,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => new Date(world.now + side.clockOffset),
  });
  watchTransactions(side.register);
  await world.onOpen?.(side);
  side.client = createRouterClient(router, { context: { register: side.register, session: side.session } });
  await sitDown(side);
}

/** Somebody who has not left takes the seat. */
export async function sitDown(side: Side): Promise<void> {
  if (!(await side.client.register.status()).isSetUp) return;
  side.session.personId = (await side.client.people.list()).find(({ isVoided }) => !isVoided)?.id ?? null;
}

export function exchangeOf(side: Side): Exchange {
  return side.register.part(Exchange);
}

/** A replica and those that it goes on for, the nearest first. */
export function lineageOf(world: World, replica: string): string[] {
  const former = world.continues.get(replica);
  return [replica, ...(former === undefined ? [] : lineageOf(world, former))];
}

/** Whether it was locked out, or goes on for one that was: then its changes need not be everywhere. */
export function isLockedOut(world: World, replica: string): boolean {
  return lineageOf(world, replica).some((each) => world.revoked.has(each));
}

export function newWorld(): World {
  return {
    sides: [],
    now: NOW,
    written: new Map(),
    forked: new Set(),
    revoked: new Set(),
    continues: new Map(),
    ends: new Map(),
    rolledBack: new Set(),
    hasHighCounter: false,
  };
}

function at(name: string): Pick<Side, 'dataDir' | 'clockOffset' | 'isRevoked' | 'lacks'> {
  return { dataDir: path.join(LIVE, name), clockOffset: 0, isRevoked: false, lacks: [] };
}

/** A world where everybody is enrolled and nothing has been sent; the first one is made, the others are copies of it. */
export async function openWorld({
  schools,
  hasSuperior,
  onOpen,
}: {
  schools: number;
  hasSuperior: boolean;
  onOpen?: World['onOpen'];
}): Promise<World> {
  installSimulatedDisk();
  importAtOnce();
  const world = newWorld();
  if (plan === undefined) {
    seedRandomness(seededRandom(1));
    await buildTemplate(world, schools, hasSuperior);
    plan = world.sides.map(({ name, dataDir, owner, above, isOffice }) => ({ name, dataDir, owner, above, isOffice }));
    await closeWorld(world);
    cpSync(LIVE, TEMPLATE, { recursive: true });
  }
  rmSync(LIVE, { recursive: true, force: true });
  cpSync(TEMPLATE, LIVE, { recursive: true });
  const copy = { ...newWorld(), onOpen };
  for (const each of plan)
    copy.sides.push(await openSide(copy, { ...each, clockOffset: 0, isRevoked: false, lacks: [] }));
  return copy;
}

export async function closeWorld(world: World): Promise<void> {
  for (const side of world.sides) await side.register.close().catch(() => undefined);
}

async function buildTemplate(world: World, schools: number, hasSuperior: boolean): Promise<void> {
  mkdirSync(LIVE, { recursive: true });
  const superior = hasSuperior ? await setUpOffice(world, 'superior', 'Sở GD&ĐT') : undefined;
  const office = await setUpOffice(world, 'office', 'UBND xã Mai Châu');
  if (superior) await enrol(superior, office);
  for (let number = 1; number <= schools; number += 1) {
    const first = await openSide(world, {
      name: `school${number}a`,
      ...at(`school${number}a`),
      owner: '',
      above: '',
      isOffice: false,
    });
    const input = setUpInput.parse({
      role: 'school',
      school: { code: `1715050${number}`, name: `Trường ${number}`, schoolYear: '2026-2027' },
      personName: 'Hà Thị Loan',
    });
    first.session.personId = await setUpRegister(first.register, input);
    first.owner = (await first.register.getInstallation()).owner;
    await enrol(office, first);
    world.sides.push(first);
    const { file, digits } = await first.client.replicas.invite();
    const second = await openSide(world, {
      ...at(`school${number}b`),
      name: `school${number}b`,
      owner: first.owner,
      above: office.owner,
      isOffice: false,
    });
    await second.client.replicas.join({ file, digits, name: `Máy ${number}b` });
    await exchangeOf(first).pack();
    for (const one of await exchangeOf(first).outgoing(first.owner))
      await exchangeOf(second).receive(await one.read(), 'folder');
    world.sides.push(second);
  }
}

async function setUpOffice(world: World, name: string, title: string): Promise<Side> {
  const side = await openSide(world, { name, ...at(name), owner: '', above: '', isOffice: true });
  const input = setUpInput.parse({
    role: 'office',
    office: { name: title, level: 'commune' },
    personName: 'Bùi Văn Hạnh',
  });
  side.session.personId = await setUpRegister(side.register, input);
  side.owner = (await side.register.getInstallation()).owner;
  world.sides.push(side);
  return side;
}

async function enrol(office: Side, member: Side): Promise<void> {
  const { file } = await office.client.enrolment.invite({ expiresInDays: 90 });
  await member.client.enrolment.accept({ file });
  member.above = office.owner;
  for (const one of await exchangeOf(member).outgoing(office.owner))
    await exchangeOf(office).receive(await one.read(), 'folder');
}
