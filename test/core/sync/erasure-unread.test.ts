/** What was erased is taken also out of files that are kept unread: quarantined, forked, waiting (docs/decisions/0011). */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PackageRow } from '../../../core/database/tables.ts';
import type { TestRegister } from '../open-test-register.ts';
import {
  addStudent,
  carry,
  enrol,
  exchange,
  expectSound,
  filesFor,
  openOffice,
  openSchool,
  readSealed,
  receive,
  studentNames,
} from './sides.ts';
import { joinPc, takeSnapshot } from './snapshots.ts';

const NAME = 'Vàng Thị Páo';
const OTHER = 'Hà Thị Lan';
const TOLD = ['Mông Xanh', 'Pà Háng'];

/** Which of these words stand in the files that a side keeps in this state. */
async function toldIn(side: TestRegister, state: PackageRow['state']): Promise<{ files: number; words: string[] }> {
  const { register } = side;
  const rows = await register.reader.selectFrom('packages').select('file').where('state', '=', state).execute();
  const texts: string[] = [];
  for (const { file } of rows) {
    if (file === null) continue;
    texts.push(await readSealed(side, path.join(register.options.dataDir, file)));
  }
  const words = [NAME, OTHER, ...TOLD].filter((word) => texts.some((text) => text.includes(word)));
  return { files: rows.length, words };
}

function note({ client }: TestRegister, id: string, text: string) {
  return client.students.save({ id, fullName: NAME, note: text });
}

function erase({ client }: TestRegister, id: string) {
  return client.erasures.save({ students: [id], reason: 'request', basis: 'Đơn số 3', typedName: NAME });
}

describe('erasing a pupil of whom a file tells that nobody has read', () => {
  it.for(['before', 'after'])(
    'redacts what a locked-out PC wrote, come %s the erasure; released, the rest is taken',
    async (when) => {
      const school = await openSchool();
      const id = await addStudent(school, NAME);
      const lost = await joinPc(school);
      const { replica } = await lost.register.getInstallation();
      await exchange(lost, school);
      await school.client.replicas.revoke({ replica, reason: 'mất cắp' });
      await note(lost, id, TOLD[0]!);
      await addStudent(lost, OTHER);
      if (when === 'after') await erase(school, id);
      await carry(lost, school);
      if (when === 'before') {
        expect(await toldIn(school, 'quarantined')).toEqual({ files: 1, words: [OTHER, TOLD[0]] });
        await erase(school, id);
      }
      expect(await toldIn(school, 'quarantined')).toEqual({ files: 1, words: [OTHER] });

      // The same file again changes nothing; neither does looking at it.
      await carry(lost, school);
      expect(await toldIn(school, 'quarantined')).toEqual({ files: 1, words: [OTHER] });
      const { rows } = await school.client.files.list({ state: 'quarantined' });
      await school.client.files.release({ id: rows[0]!.id });
      expect((await school.client.files.list({ state: 'quarantined' })).total).toBe(0);
      expect(await studentNames(school)).toEqual([OTHER]);
      expect((await toldIn(school, 'merged')).words).not.toContain(TOLD[0]);
      await expectSound(school);
    },
  );

  it('redacts the other side of a fork', async () => {
    const office = await openOffice();
    const before = await openSchool();
    await enrol(office, before);
    const id = await addStudent(before, NAME);
    await exchange(before, office);
    const second = await joinPc(before);
    await exchange(second, office);
    const { side, putBack } = await takeSnapshot(before);
    await note(side, id, TOLD[0]!);
    await carry(side, office);
    const first = await putBack();
    await note(first, id, TOLD[1]!);
    await addStudent(first, OTHER);
    await carry(first, office);
    expect(await toldIn(office, 'forked')).toEqual({ files: 1, words: [OTHER, TOLD[1]] });
    await erase(second, id);
    await exchange(second, office);
    expect(await toldIn(office, 'forked')).toEqual({ files: 1, words: [OTHER] });
    expect(await toldIn(office, 'merged')).toMatchObject({ words: [] });
    await expectSound(office);
  });

  it('redacts what waits for its turn, and takes the rest when it comes', async () => {
    const office = await openOffice();
    const school = await openSchool();
    await enrol(office, school);
    const id = await addStudent(school, NAME);
    await exchange(school, office);
    const second = await joinPc(school);
    await exchange(second, office);
    await exchange(school, office);
    const { replica } = await school.register.getInstallation();
    const own = async () =>
      (await filesFor(school, office)).filter(({ kind, name }) => kind === 'package' && name.includes(replica));
    await note(school, id, TOLD[0]!);
    const [missing] = await own();
    await note(school, id, TOLD[1]!);
    await addStudent(school, OTHER);
    for (const { name, bytes } of await own()) if (name !== missing!.name) await receive(office, bytes);
    expect(await toldIn(office, 'waiting')).toEqual({ files: 1, words: [OTHER, TOLD[1]] });
    await erase(second, id);
    await exchange(second, office);
    expect(await toldIn(office, 'waiting')).toEqual({ files: 1, words: [OTHER] });

    await receive(office, missing!.bytes);
    expect(await toldIn(office, 'waiting')).toMatchObject({ files: 0 });
    expect(await studentNames(office)).toEqual([OTHER]);
    expect(await toldIn(office, 'merged')).toMatchObject({ words: [OTHER] });
    await expectSound(office);
  });
});
