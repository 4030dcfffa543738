/** After an erasure no file of the data folder holds a name or a number of the pupil, opened with the key and byte by byte. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PLAIN_REGISTER_FILE } from '../../../core/register-files.ts';
import { openSealedFile } from '../../../core/sync/files/sealed-file.ts';
import { readKeyFile } from '../../../core/sync/keys/key-file.ts';
import { openKeyed, type TestRegister } from '../open-test-register.ts';
import { openTestImport } from '../services/import-fixture.ts';

const WORDS = [
  'Vàng Thị Páo',
  'Vàng Thị Pảo',
  'vang thi pao',
  '017314012345',
  '1415161718',
  'Vàng A Chua',
  '0912345678',
];
const hasNone = Object.fromEntries(WORDS.map((word) => [word, []]));

/** Every file of the folder by what it holds: as it lies there, the register decrypted (every table, and all its pages), packages opened. */
async function textsOf({ register }: TestRegister): Promise<[string, Buffer][]> {
  const { dataDir } = register.options;
  const keys = readKeyFile(dataDir, register.dataKey);
  const texts: [string, Buffer][] = [];
  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    texts.push([entry.name, bytes]);
    if (!entry.name.endsWith('.somay') || !keys) continue;
    const opened = await openSealedFile(bytes, [keys.ownerIdentity.identity]);
    texts.push([`${entry.name} opened`, Buffer.from(opened.body)]);
  }
  const database = openKeyed(register);
  const tables = database.prepare("select name from sqlite_schema where type = 'table'").all() as { name: string }[];
  for (const { name } of tables) {
    const rows = database.prepare(`select * from "${name}"`).all() as Record<string, unknown>[];
    const cells = rows.flatMap((row) => Object.values(row));
    const bytes = cells.map((cell) => (Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell))));
    texts.push([`table ${name}`, Buffer.concat(bytes)]);
  }
  // Plain pages, those that were given up as well.
  texts.push(['all pages', database.serialize()]);
  database.close();
  return texts;
}

async function foundIn(side: TestRegister): Promise<Record<string, string[]>> {
  const texts = await textsOf(side);
  return Object.fromEntries(
    WORDS.map((word) => [word, texts.filter(([, text]) => text.includes(word)).map(([name]) => name)]),
  );
}

it('leaves nothing of the pupil in any file: rows that wait, drafts, names of files, log, given-up pages, the plain register', async () => {
  const school = await openTestImport();
  const { client, register } = school;
  const { dataDir } = register.options;
  const common = { birthDate: '2014-06-12', className: '6A', personalId: '017314012345', moetId: '1415161718' };
  const household = { headName: 'Vàng A Chua' };
  const guardian = { name: 'Vàng A Chua', relation: 'father', phone: '0912345678' } as const;
  // Misspelt at first: the former name lies in the journal, and in pages that were given up.
  const { id } = await client.students.save({ ...common, fullName: 'Vàng Thị Pảo', household, guardian });
  await client.students.save({ ...common, id, fullName: 'Vàng Thị Páo' });
  await client.students.save({ fullName: 'Hà Thị Lan', className: '6A' });
  const rows = [
    'STT,Họ và tên,Ngày sinh,Lớp,Số định danh cá nhân',
    '1,Vàng Thị Páo,31/02/2014,6A,',
    '2,Vàng A Lử,31/02/2014,6A,017314012345',
    '3,Bùi Văn An,31/02/2013,6A,',
  ].join('\n');
  await school.import({ name: 'vang-thi-pao.csv', bytes: Buffer.from(rows) });
  expect((await client.imports.problems({ offset: 0, limit: 10 })).total).toBe(3);
  await client.drafts.save({ key: `student.${id}`, label: 'Vàng Thị Páo', values: { note: 'Ở với bà' } });
  await client.drafts.save({ key: 'student.new', label: '', values: { fullName: 'vàng thị páo' } });
  await client.drafts.save({ key: 'device.x', label: 'S1', values: { note: 'Máy mới' } });
  // An older program only forgot what it deleted.
  const older = openKeyed(register);
  older.pragma('secure_delete = OFF');
  older.exec(`insert into drafts values ('x', 'Vàng Thị Páo', '2026', '{}'); delete from drafts where key = 'x'`);
  older.close();
  writeFileSync(path.join(dataDir, PLAIN_REGISTER_FILE), 'Vàng Thị Páo, 017314012345');
  writeFileSync(path.join(dataDir, `${PLAIN_REGISTER_FILE}-wal`), 'Vàng Thị Páo');

  // What is held of somebody is told with the rows that wait.
  const held = JSON.stringify(await client.forms.preview({ form: 'held-data', student: id }));
  expect(held).toContain('Dòng chờ xử lý của tệp vang-thi-pao.csv');
  expect(held).toContain('31/02/2014');

  const before = await foundIn(school);
  for (const word of ['Vàng Thị Páo', 'Vàng Thị Pảo', '017314012345']) expect(before[word]?.length).toBeGreaterThan(1);

  await client.erasures.save({ students: [id], reason: 'request', typedName: 'Vàng Thị Páo' });
  expect(await foundIn(school)).toEqual(hasNone);
  expect((await client.drafts.list()).map(({ key }) => key)).toEqual(['device.x']);
  expect(
    (await client.imports.problems({ offset: 0, limit: 10 })).rows.map(({ label, fileName }) => [label, fileName]),
  ).toEqual([['Bùi Văn An', '']]);
  expect(await client.journal.verify()).toMatchObject({ isSound: true });
});
