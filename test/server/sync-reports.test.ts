/** What the command line tells of files and of what several PCs wrote: package show, conflicts, findings, sync --once over a folder. */
import { existsSync, readdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { packBundle } from '../../core/sync/files/bundle.ts';
import { findingSentences } from '../../shared/sentences/conflicts.ts';
import { makeTestFolder } from '../core/open-test-register.ts';
import { startOffice } from '../e2e/program.ts';
import { buildSoMay, type Desk, openDesk, openFilledDesk } from './so-may.ts';

beforeAll(() => buildSoMay());

/** A further PC that holds the whole register, and the stick between the two. */
async function openPair(): Promise<{ first: Desk; second: Desk; stick: string; exchange: () => Promise<void> }> {
  const [first, second, stick] = [await openFilledDesk(), openDesk(), makeTestFolder()];
  const file = path.join(makeTestFolder(), 'may-thu-hai.somay');
  const { digits } = await first.get('replicas', '--invite', file);
  await second.get('join', file, '--digits', String(digits), '--name', 'Máy thư viện');
  const exchange = async (): Promise<void> => {
    for (const [from, to] of [
      [first, second],
      [second, first],
    ] as const) {
      await from.get('package', 'write', '--to', stick);
      await to.get('package', 'read', stick);
    }
  };
  await exchange();
  return { first, second, stick, exchange };
}

describe('so-may package show', () => {
  it('says what a finder may know, without a register and without any key, whatever the file is called', async () => {
    const desk = await openFilledDesk();
    const stick = makeTestFolder();
    await desk.get('enrol', ...(await inviteTo(stick)));
    await desk.get('package', 'write', '--to', stick);
    const folder = path.join(stick, 'so-may', readdirSync(path.join(stick, 'so-may'))[0] ?? '');
    const name = readdirSync(folder).find((each) => /-1-\d+\.somay$/.test(each)) ?? '';
    const renamed = path.join(folder, 'Zalo (1).jpg');
    renameSync(path.join(folder, name), renamed);
    const nobody = openDesk();
    const shown = await nobody.get('package', 'show', renamed);
    expect(shown).toMatchObject({ kind: 'package', protocol: 1, code: '17150501', first: 1 });
    expect(Object.keys(shown).sort()).toEqual(
      ['kind', 'protocol', 'owner', 'code', 'replica', 'first', 'last', 'to', 'payloadBytes', 'payloadSha256'].sort(),
    );
    expect((await nobody.run('package', 'show', renamed)).stdout).toContain('17150501');
    expect(existsSync(path.join(nobody.dataDir, 'so-may.sqlite'))).toBe(false);
    const parts = readdirSync(folder).filter((each) => each.endsWith('.somay'));
    const bundle = path.join(stick, 'so-may-17150501.somay');
    const read = (each: string) => ({ name: each, content: readFileSync(path.join(folder, each)) });
    writeFileSync(
      bundle,
      packBundle([read('Zalo (1).jpg'), ...parts.map(read)].map((each, at) => ({ ...each, name: `${at}.somay` }))),
    );
    expect(await nobody.list('package', 'show', bundle)).toMatchObject([
      shown,
      ...parts.map(() => ({ code: '17150501' })),
    ]);
    const other = path.join(stick, 'x.somay');
    writeFileSync(other, 'PNG');
    expect(await nobody.problem('package', 'show', other)).toMatchObject({ problem: 'fileRefused' });
  });

  async function inviteTo(folder: string): Promise<[string]> {
    const office = openDesk();
    await office.get('init', '--role', 'office', '--name', 'UBND xã Mai Châu', '--person', 'Bùi Văn Hạnh');
    const file = path.join(folder, 'thu-moi.somay');
    await office.get('enrol', '--out', file, '--code', '17150501');
    return [file];
  }
});

describe('so-may package read', () => {
  it('ends with status 1 when a file of the folder is refused, names it in the list, and reads the others', async () => {
    const { first, second, stick } = await openPair();
    await second.get('assign', ...(await freePupilAndDevice(second)).assign);
    await second.get('package', 'write', '--to', stick);
    const folder = path.join(stick, 'so-may', readdirSync(path.join(stick, 'so-may'))[0] ?? '');
    const large = path.join(folder, 'to.somay');
    writeFileSync(large, 'so-may 1\n{"kind":"package"}\n');
    truncateSync(large, 40 * 1024 * 1024);
    const read = await first.run('package', 'read', stick, '--json');
    expect(read.status).toBe(1);
    expect(JSON.parse(read.stdout)).toMatchObject({ refusedFiles: 1 });
    expect(await first.get('sync', 'status')).toMatchObject({ refusedFiles: 1 });
  });
});

async function freePupilAndDevice(desk: Desk): Promise<{ pupils: string[]; serial: string; assign: string[] }> {
  const pupils = (await desk.list('students')).slice(0, 2).map(({ id }) => String(id));
  const serial = String((await desk.list('devices'))[0]?.['serialNumber']);
  return { pupils, serial, assign: ['--student', pupils[0] ?? '', '--serial', serial] };
}

describe('so-may conflicts, findings', () => {
  it('lists what two PCs wrote differently, and settles it by its number', async () => {
    const { first, second, exchange } = await openPair();
    expect(await first.list('conflicts')).toEqual([]);
    const [pupil] = await first.list('students');
    const write = async (desk: Desk, day: string): Promise<void> => {
      const list = path.join(makeTestFolder(), 'sua.csv');
      const { fullName, className } = pupil as { fullName: string; className: string };
      writeFileSync(
        list,
        `\uFEFFSTT;Họ và tên;Ngày sinh;Lớp;Dân tộc\r\n1;${fullName};${toDay(pupil)};${className};${day}\r\n`,
      );
      await desk.run('import', list);
    };
    await write(first, 'Mường');
    await write(second, 'Dao');
    await exchange();
    for (const desk of [first, second]) {
      const [conflict, ...rest] = await desk.list('conflicts');
      expect(rest).toEqual([]);
      expect(JSON.stringify(conflict)).toContain('Mường');
      expect(JSON.stringify(conflict)).toContain('Dao');
    }
    const [conflict] = await first.list('conflicts');
    expect((await first.run('conflicts')).stdout).toContain('Mường');
    await first.get('conflicts', '--settle', String(conflict?.['id']), '--take', '2');
    expect(await first.list('conflicts')).toEqual([]);
    expect(await first.problem('conflicts', '--settle', String(conflict?.['id']), '--take', '2')).toMatchObject({
      problem: 'conflictSettled',
    });
    await exchange();
    expect(await second.list('conflicts')).toEqual([]);
  });

  it('lists a device that two PCs handed to two pupils while offline', async () => {
    const { first, second, exchange } = await openPair();
    expect(await first.list('findings')).toEqual([]);
    const { pupils, serial } = await freePupilAndDevice(first);
    const receipts: string[] = [];
    for (const [desk, student] of [
      [first, pupils[0]],
      [second, pupils[1]],
    ] as const) {
      const given = ['--student', student ?? '', '--serial', serial, '--receiver', 'Vàng A Páo'];
      receipts.push(String((await desk.get('hand-over', ...given))['id']));
    }
    await exchange();
    for (const desk of [first, second]) {
      const findings = await desk.list('findings');
      const twice = findings.find(({ kind }) => kind === 'deviceTwoPupils');
      // Both receipts are named, whichever PC wrote them.
      const told = JSON.stringify(twice?.['records']);
      for (const receipt of receipts) expect(told).toContain(receipt);
      expect((await desk.run('findings')).stdout).toContain(findingSentences.deviceTwoPupils.vi);
    }
  });
});

describe('so-may serve, sync --once', () => {
  it('carries a register over the network in one try, and says what went; nothing new costs next to nothing', async () => {
    const [school, office] = [await openFilledDesk(), openDesk()];
    await office.get('init', '--role', 'office', '--name', 'UBND xã Mai Châu', '--person', 'Bùi Văn Hạnh');
    const serving = await startOffice(office.dataDir);
    onTestFinished(async () => void (await serving.stop()));
    const invitation = path.join(makeTestFolder(), 'thu-moi.somay');
    await office.get('enrol', '--out', invitation);
    await school.get('enrol', invitation);
    const once = await school.get('sync', '--once');
    expect(once).toMatchObject({ refusedFiles: 0, carriers: [{ carrier: 'http', place: serving.url, problem: null }] });
    expect(Number(once['sentFiles'])).toBeGreaterThan(1);
    expect(await office.list('students')).toHaveLength(59);
    expect(await school.get('sync', 'status')).toMatchObject({ waitingSince: null });
    // The second try tells the office what of its own has come; after that there is nothing new to say.
    await school.get('sync', '--once');
    const again = await school.get('sync', '--once');
    expect(again).toMatchObject({ refusedFiles: 0, receivedFiles: 0 });
    expect(Number(again['sentBytes'])).toBeLessThan(4096);
    expect((await school.run('sync')).status).toBe(2);
  });
});

function toDay(pupil: Record<string, unknown> | undefined): string {
  return String(pupil?.['birthDate']).split('-').reverse().join('/');
}
