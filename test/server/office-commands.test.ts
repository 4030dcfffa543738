/** What an office sees on the command line: all its schools, or one by its code. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTestOffice, openTestRegister } from '../core/open-test-register.ts';
import { exchange } from '../core/journal/replicas.ts';
import { addDevices, addPupil, RECEIVER } from '../core/services/device-fixture.ts';
import { openDesk } from './so-may.ts';

async function openOfficeDesk() {
  const office = await openTestOffice();
  for (const code of ['101', '102']) {
    const school = await openTestRegister();
    const { client } = school;
    await client.register.saveSchool({ code, name: `Trường ${code}`, schoolYear: '2026-2027' });
    const [round] = await client.rounds.list();
    const student = await addPupil(client, `Em ${code}`);
    const [device] = await addDevices(client, round!.id, `M${code}`);
    await client.receipts.save({ student, device: device!, ...RECEIVER });
    await exchange(school, office);
  }
  const { dataDir } = office.register.options;
  await office.register.close();
  return openDesk(dataDir);
}

describe('so-may at an office', () => {
  it('lists and exports one school by its code, or all together', async () => {
    const desk = await openOfficeDesk();
    for (const command of ['students', 'devices', 'receipts']) {
      expect(
        (await desk.list(command)).map((row) => row['schoolName']),
        command,
      ).toHaveLength(2);
      expect(await desk.list(command, '--school', '102'), command).toMatchObject([{ schoolName: 'Trường 102' }]);
    }
    expect(await desk.list('students', '--school', '101', '--class', '6a')).toMatchObject([{ fullName: 'Em 101' }]);
    expect(await desk.list('receipts', '--school', '101', '--round', 'Đợt 1')).toHaveLength(1);
    const out = path.join(desk.dataDir, 'truong.xlsx');
    await desk.get('export', '--school', '102', '--out', out);
    expect(existsSync(out)).toBe(true);
  });

  it('says in a sentence what is missing', async () => {
    const desk = await openOfficeDesk();
    expect(await desk.problem('students', '--school', '103')).toMatchObject({ problem: 'schoolNotFound' });
    expect(await desk.problem('students', '--class', '6A')).toMatchObject({ problem: 'schoolNotChosen' });
    expect(await desk.problem('devices', '--round', 'Đợt 1')).toMatchObject({ problem: 'schoolNotChosen' });
    const { status, stderr } = await desk.run('devices', '--school', '103');
    expect(status).toBe(1);
    expect(stderr).toContain('103');
  });
});
