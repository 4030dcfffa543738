/** Sticks and shares: what is on them that is ours, what is not, and every way in which they fail. */
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  existsSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Disk, realDisk } from '../../../core/carriers/carrier-files.ts';
import { FOLDER_LIMITS } from '../../../core/carriers/file-limits.ts';
import { FolderCarrier } from '../../../core/carriers/folder-carrier.ts';
import { packBundle } from '../../../core/sync/files/bundle.ts';
import { CarrierStates } from '../../../core/sync/carrier-states.ts';
import { openTestRegister, makeTestFolder, TEST_NOW } from '../open-test-register.ts';
import { frameFile, OFFICE, SCHOOL, StandInExchange } from './stand-in-exchange.ts';

const office = { owner: OFFICE, name: 'UBND xã Mai Châu', role: 'collector' as const };
const school = { owner: SCHOOL, name: 'Chiềng Châu', role: 'member' as const };
const quiet = (): void => undefined;
const never = new AbortController().signal;

async function openCarrier(
  exchange: StandInExchange,
  stick: string | string[],
  disk: Disk = realDisk,
  limits = FOLDER_LIMITS,
) {
  const { register } = await openTestRegister();
  const states = register.part(CarrierStates);
  const places = [stick].flat();
  const carrier = new FolderCarrier({
    exchange,
    states,
    findPlaces: async () => places,
    now: () => TEST_NOW,
    disk,
    limits,
  });
  return { carrier, states, places, run: () => carrier.run(quiet, never) };
}

/** The real disk, but these operations of it. */
function diskWith(changed: Partial<Disk>): Disk {
  return { ...realDisk, ...changed };
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

describe('a folder that both sides reach', () => {
  it('carries a file to the office and its answer back on the same stick', async () => {
    const stick = makeTestFolder();
    const atSchool = new StandInExchange(SCHOOL, [office]);
    const atOffice = new StandInExchange(OFFICE, [school]);
    const sent = atSchool.add(OFFICE, '17150501-pc1-1-9.somay', Buffer.from('changes'));
    const schoolSide = await openCarrier(atSchool, stick);
    const officeSide = await openCarrier(atOffice, stick);

    expect(await schoolSide.run()).toMatchObject({ sentFiles: 1, sentBytes: sent.length });
    expect(readFileSync(path.join(stick, `so-may/${OFFICE}/17150501-pc1-1-9.somay`))).toEqual(sent);
    expect(await officeSide.run()).toMatchObject({ receivedFiles: 1, receivedBytes: sent.length });
    expect([...atOffice.received.values()]).toEqual([sent]);

    const answer = await atOffice.acknowledgementFor(SCHOOL);
    atOffice.waiting.set(SCHOOL, new Map([['office-pc1-ack-1.somay', answer]]));
    await officeSide.run();
    await schoolSide.run();
    expect(await atSchool.outgoing(OFFICE)).toEqual([]);
    expect(schoolSide.states.list()).toMatchObject([{ carrier: 'folder', place: stick, state: 'idle', problem: null }]);
  });

  it('writes and reads nothing again when nothing is new', async () => {
    const stick = makeTestFolder();
    const atSchool = new StandInExchange(SCHOOL, [office]);
    atSchool.add(OFFICE, 'a.somay', Buffer.from('changes'));
    const atOffice = new StandInExchange(OFFICE, [school]);
    const schoolSide = await openCarrier(atSchool, stick);
    const officeSide = await openCarrier(atOffice, stick);
    await schoolSide.run();
    await officeSide.run();
    expect(await schoolSide.run()).toMatchObject({ sentFiles: 0, receivedFiles: 0 });
    expect(await officeSide.run()).toMatchObject({ sentFiles: 0, receivedFiles: 0 });
  });

  it('takes a file that somebody renamed and put in another folder, and leaves what is for others', async () => {
    const stick = makeTestFolder();
    mkdirSync(path.join(stick, 'so-may/somewhere'), { recursive: true });
    const ours = frameFile({ to: OFFICE }, Buffer.from('ours'));
    writeFileSync(path.join(stick, 'so-may/somewhere/Zalo (1).jpg'), ours);
    writeFileSync(
      path.join(stick, 'so-may/for-others.somay'),
      frameFile({ to: '000000000another' }, Buffer.from('theirs')),
    );
    const atOffice = new StandInExchange(OFFICE, []);
    const { run } = await openCarrier(atOffice, stick);
    expect(await run()).toMatchObject({ receivedFiles: 1 });
    expect([...atOffice.received.values()]).toEqual([ours]);
  });

  it('finds two files of ours among 10,000 other files, and opens none of the others twice', async () => {
    const stick = makeTestFolder();
    const folder = path.join(stick, `so-may/${OFFICE}`);
    mkdirSync(folder, { recursive: true });
    for (let at = 0; at < 10_000; at += 1) writeFileSync(path.join(folder, `IMG_${at}.jpg`), 'photo');
    writeFileSync(path.join(folder, 'a.somay'), frameFile({}, Buffer.from('one')));
    writeFileSync(path.join(folder, 'IMG_x.jpg'), frameFile({}, Buffer.from('two')));
    let opened = 0;
    const disk = diskWith({
      open: async (...input: Parameters<Disk['open']>) => {
        opened += 1;
        return realDisk.open(...input);
      },
    });
    const { run } = await openCarrier(new StandInExchange(OFFICE, []), stick, disk);
    expect(await run()).toMatchObject({ receivedFiles: 2 });
    expect(opened).toBe(10_002);
    expect(await run()).toMatchObject({ receivedFiles: 0 });
    expect(opened).toBe(10_002);
  });

  it('comes to every file of a crowded folder, some at each try, and says when there are more than it looks at', async () => {
    const stick = makeTestFolder();
    const folder = path.join(stick, `so-may/${OFFICE}`);
    mkdirSync(folder, { recursive: true });
    for (let at = 0; at < 30; at += 1) writeFileSync(path.join(folder, `IMG_${at}.jpg`), 'photo');
    for (const name of ['one', 'two'])
      writeFileSync(path.join(folder, `${name}.somay`), frameFile({}, Buffer.from(name)));
    const atOffice = new StandInExchange(OFFICE, [school]);
    const some = await openCarrier(atOffice, stick, realDisk, { newFiles: 10, files: 40 });
    for (let tries = 0; tries < 4; tries += 1) await some.run();
    expect(atOffice.received.size).toBe(2);
    expect(some.states.list()).toMatchObject([{ state: 'idle', problem: null }]);

    atOffice.add(SCHOOL, 'answer.somay', Buffer.from('answer'));
    for (let at = 30; at < 60; at += 1) writeFileSync(path.join(folder, `IMG_${at}.jpg`), 'photo');
    expect(await some.run()).toMatchObject({ sentFiles: 1 });
    expect(some.states.list()).toMatchObject([{ state: 'failed', problem: 'folderCrowded', details: { files: 40 } }]);
  });

  it('takes a bundle that a person put beside or into the folder, what of it is of use; a broken one is refused once', async () => {
    const stick = makeTestFolder();
    mkdirSync(path.join(stick, 'so-may'));
    const parts = ['one', 'two'].map((name) => frameFile({ last: name.length }, Buffer.from(name)));
    const bundle = packBundle(parts.map((content, at) => ({ name: `${at}.somay`, content })));
    writeFileSync(path.join(stick, 'so-may-17150501.somay'), bundle);
    writeFileSync(path.join(stick, 'photos.zip'), bundle);
    const atOffice = new StandInExchange(OFFICE, [school]);
    const { run } = await openCarrier(atOffice, stick);
    expect(await run()).toMatchObject({ receivedFiles: 2, refusedFiles: 0 });
    expect([...atOffice.received.values()]).toEqual(parts);
    writeFileSync(path.join(stick, 'so-may/torn.somay'), bundle.subarray(0, bundle.length - 30));
    expect(await run()).toMatchObject({ receivedFiles: 1 });
    expect(await run()).toMatchObject({ receivedFiles: 0 });
  });

  it('ignores temporary names, links and empty files', async () => {
    const stick = makeTestFolder();
    const folder = path.join(stick, `so-may/${OFFICE}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'a.somay.1234.part'), frameFile({}, Buffer.from('half')));
    const secret = path.join(makeTestFolder(), 'secret');
    writeFileSync(secret, frameFile({}, Buffer.from('elsewhere')));
    symlinkSync(secret, path.join(folder, 'link.somay'));
    writeFileSync(path.join(folder, 'empty.somay'), '');
    const { run, states } = await openCarrier(new StandInExchange(OFFICE, []), stick);
    expect(await run()).toMatchObject({ receivedFiles: 0, refusedFiles: 0 });
    expect(states.list()).toMatchObject([{ state: 'idle' }]);
  });

  it('refuses an oversized file by name, having read no more of it than its head, and goes on', async () => {
    const stick = makeTestFolder();
    const folder = path.join(stick, `so-may/${OFFICE}`);
    mkdirSync(folder, { recursive: true });
    const large = Buffer.alloc(34 * 1024 * 1024);
    for (const [name, to] of [
      ['large.somay', OFFICE],
      ['for-others.somay', '000000000another'],
    ] as const) {
      frameFile({ to }, Buffer.from('large')).copy(large);
      writeFileSync(path.join(folder, name), large);
    }
    large.write('so-may 1\n{"kind":"package","payloadBytes":99000000}\n');
    writeFileSync(path.join(folder, 'honest.somay'), large);
    writeFileSync(path.join(folder, 'small.somay'), frameFile({}, Buffer.from('small')));
    const atOffice = new StandInExchange(OFFICE, []);
    const read: string[] = [];
    const readFile = ((file: string) => {
      read.push(path.basename(file));
      return realDisk.readFile(file);
    }) as Disk['readFile'];
    const { run } = await openCarrier(atOffice, stick, diskWith({ readFile }));
    expect(await run()).toMatchObject({ receivedFiles: 1, refusedFiles: 2 });
    expect(await run()).toMatchObject({ receivedFiles: 0, refusedFiles: 0 });
    expect(atOffice.oversized.sort()).toEqual(['honest.somay', 'large.somay']);
    expect(read).toEqual(['small.somay']);
  });

  it('hands over what begins like ours and has no header, to be refused by name', async () => {
    const stick = makeTestFolder();
    mkdirSync(path.join(stick, `so-may/${OFFICE}`), { recursive: true });
    writeFileSync(
      path.join(stick, `so-may/${OFFICE}/a.somay`),
      'so-may 1\n{"kind":"package","to":"everybody"}\npayload',
    );
    const { run } = await openCarrier(new StandInExchange(OFFICE, []), stick);
    expect(await run()).toMatchObject({ receivedFiles: 1, refusedFiles: 1 });
    expect(await run()).toMatchObject({ receivedFiles: 0, refusedFiles: 0 });
  });

  it('hands a truncated file over once, to be refused by name, and goes on', async () => {
    const stick = makeTestFolder();
    const folder = path.join(stick, `so-may/${OFFICE}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'a.somay'), frameFile({}, Buffer.from('whole')).subarray(0, -1));
    writeFileSync(path.join(folder, 'b.somay'), frameFile({}, Buffer.from('good')));
    const { run } = await openCarrier(new StandInExchange(OFFICE, []), stick);
    expect(await run()).toMatchObject({ receivedFiles: 2, refusedFiles: 1 });
    expect(await run()).toMatchObject({ receivedFiles: 0, refusedFiles: 0 });
  });

  it('takes an empty or missing folder as nothing new', async () => {
    const missing = path.join(makeTestFolder(), 'unplugged');
    const empty = makeTestFolder();
    const { run, states } = await openCarrier(new StandInExchange(OFFICE, []), [empty, missing]);
    expect(await run()).toMatchObject({ receivedFiles: 0, sentFiles: 0 });
    expect(states.list()).toMatchObject([
      { place: empty, state: 'idle', problem: null },
      { place: missing, state: 'unreachable', problem: 'folderGone' },
    ]);
    expect(existsSync(missing)).toBe(false);
  });

  it('lets several PCs write to one folder at once', async () => {
    const share = makeTestFolder();
    const sides = await Promise.all(
      ['00000000000000c1', '00000000000000c2', '00000000000000c3'].map(async (replica) => {
        const exchange = new StandInExchange(SCHOOL, [office], replica);
        for (let at = 0; at < 20; at += 1) exchange.add(OFFICE, `${replica}-${at}.somay`, Buffer.alloc(5000, at));
        // What one PC forwards for another has the same name and content.
        exchange.waiting.get(OFFICE)?.set('same.somay', frameFile({}, Buffer.from('same')));
        return openCarrier(exchange, share);
      }),
    );
    await Promise.all(sides.map((side) => side.run()));
    const names = readdirSync(path.join(share, `so-may/${OFFICE}`));
    expect(names).toHaveLength(61);
    expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
    const atOffice = new StandInExchange(OFFICE, []);
    expect(await (await openCarrier(atOffice, share)).run()).toMatchObject({ receivedFiles: 61, refusedFiles: 0 });
  });
});

describe('a stick that fails', () => {
  function loadedSchool(): StandInExchange {
    const exchange = new StandInExchange(SCHOOL, [office]);
    exchange.add(OFFICE, 'a.somay', Buffer.from('changes'));
    return exchange;
  }

  it.each([
    ['write-protected', 'EROFS', 'folderWriteProtected', 'failed'],
    ['full', 'ENOSPC', 'folderFull', 'failed'],
    ['pulled out in the middle', 'EIO', 'folderGone', 'unreachable'],
  ])('tells that it is %s, and leaves no half file', async (_what, errno, problem, state) => {
    const stick = makeTestFolder();
    const disk = diskWith({ rename: async () => fail(errno) });
    const { run, states } = await openCarrier(loadedSchool(), stick, disk);
    expect(await run()).toMatchObject({ sentFiles: 0 });
    expect(states.list()).toMatchObject([{ state, problem, succeededAt: null }]);
    expect(readdirSync(path.join(stick, `so-may/${OFFICE}`))).toEqual([]);
  });

  it('is read although it is write-protected', async ({ skip }) => {
    skip(process.getuid?.() === 0, 'root may write everywhere: the mode of a folder stops nobody');
    const stick = makeTestFolder();
    mkdirSync(path.join(stick, `so-may/${SCHOOL}`), { recursive: true });
    writeFileSync(path.join(stick, `so-may/${SCHOOL}/a.somay`), frameFile({ to: SCHOOL }, Buffer.from('x')));
    chmodSync(path.join(stick, 'so-may'), 0o500);
    const { run, states } = await openCarrier(loadedSchool(), stick);
    expect(await run()).toMatchObject({ receivedFiles: 1, sentFiles: 0 });
    expect(states.list()).toMatchObject([{ state: 'failed', problem: 'folderWriteProtected' }]);
    chmodSync(path.join(stick, 'so-may'), 0o700);
  });

  it('lies about its size: what is read back differs, is taken away again and told', async () => {
    const stick = makeTestFolder();
    const disk = diskWith({
      rename: async (from, to) => {
        await realDisk.rename(from, to);
        writeFileSync(String(to), Buffer.alloc(readFileSync(String(to)).length));
      },
    });
    const { run, states } = await openCarrier(loadedSchool(), stick, disk);
    expect(await run()).toMatchObject({ sentFiles: 0 });
    expect(states.list()).toMatchObject([
      { state: 'failed', problem: 'folderFakeCapacity', details: { file: 'a.somay' } },
    ]);
    expect(readdirSync(path.join(stick, `so-may/${OFFICE}`))).toEqual([]);
  });

  it('lost what was written once it was pulled out: the file is written again', async () => {
    const stick = makeTestFolder();
    const side = await openCarrier(loadedSchool(), stick);
    await side.run();
    const file = path.join(stick, `so-may/${OFFICE}/a.somay`);
    const good = readFileSync(file);
    side.places.length = 0;
    await side.run();
    expect(side.states.list()).toEqual([]);
    writeFileSync(file, Buffer.alloc(good.length));
    side.places.push(stick);
    expect(await side.run()).toMatchObject({ sentFiles: 1 });
    expect(readFileSync(file)).toEqual(good);
  });

  it('is held by an antivirus for a moment: tried again, not reported', async () => {
    const stick = makeTestFolder();
    let refusals = 3;
    const disk = diskWith({
      rename: async (from, to) => {
        refusals -= 1;
        return refusals >= 0 ? fail('EBUSY') : realDisk.rename(from, to);
      },
    });
    const { run, states } = await openCarrier(loadedSchool(), stick, disk);
    expect(await run()).toMatchObject({ sentFiles: 1 });
    expect(states.list()).toMatchObject([{ state: 'idle', problem: null }]);
  });

  it('does not stop the other folder', async () => {
    const broken = makeTestFolder();
    writeFileSync(path.join(broken, 'so-may'), 'a file where the folder should be');
    const good = makeTestFolder();
    const { run, states } = await openCarrier(loadedSchool(), [broken, good]);
    expect(await run()).toMatchObject({ sentFiles: 1 });
    expect(states.list().map(({ state }) => state)).not.toEqual(['idle', 'idle']);
    expect(readdirSync(path.join(good, `so-may/${OFFICE}`))).toEqual(['a.somay']);
    rmSync(path.join(broken, 'so-may'));
  });
});
