/** What a reader may not have is withheld (docs/decisions/0005), and filled in when a file brings it after all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { commitmentOf } from '../../../core/journal/change-bytes.ts';
import { Exchange } from '../../../core/sync/exchange.ts';
import { readOuterHeader } from '../../../core/sync/files/outer-header.ts';
import { openSealedFile, resealFile } from '../../../core/sync/files/sealed-file.ts';
import { readKeyFile } from '../../../core/sync/keys/key-file.ts';
import { parseChangeId } from '../../../shared/records/change-id.ts';
import type { TestRegister } from '../open-test-register.ts';
import { carry, enrol, exchange, expectSound, openOffice, openSchool, ownerOf, receive } from './sides.ts';

async function membersKnownAt({ register }: TestRegister): Promise<string[]> {
  const rows = await register.reader.selectFrom('enrolments').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name);
}

/** The office's own package, as it lies in its outbox, sealed to a reader. */
async function wholePackagesFor(office: TestRegister, reader: TestRegister): Promise<Buffer[]> {
  const keysOf = (side: TestRegister) => readKeyFile(side.register.options.dataDir, side.register.dataKey)!;
  const rows = await office.register.reader
    .selectFrom('packages')
    .select('file')
    .where('state', '=', 'own')
    .orderBy('first')
    .execute();
  return Promise.all(
    rows.map(async ({ file }) => {
      const bytes = readFileSync(path.join(office.register.options.dataDir, file!));
      const opened = await openSealedFile(bytes, [keysOf(office).ownerIdentity.identity]);
      return (await resealFile(opened, [keysOf(reader).ownerIdentity.recipient], '')).bytes;
    }),
  );
}

it('fills in what was known as withheld when its values come, and makes its record', async () => {
  const [office, first, second] = [await openOffice(), await openSchool(), await openSchool('17150502')];
  for (const school of [first, second]) {
    await enrol(office, school);
    await exchange(school, office);
  }
  await carry(office, first);
  await carry(first, office);
  await carry(office, first);
  expect(await membersKnownAt(first)).toEqual(['Trường 17150501']);
  const withheld = await first.register.reader.selectFrom('commitments').select('seq').execute();
  expect(withheld.length).toBeGreaterThan(0);
  await office.register.part(Exchange).pack();
  const whole = await wholePackagesFor(office, first);
  const wanted = [];
  for (const bytes of whole) {
    if (!(await first.register.part(Exchange).isWanted(readOuterHeader(bytes).header))) continue;
    wanted.push(await receive(first, bytes));
  }
  // The numbers of the first are here whole; that nothing in it is another's is seen by reading it, once.
  expect(wanted).toMatchObject([{ outcome: 'known' }, { outcome: 'taken', changes: withheld.length }]);
  for (const bytes of whole)
    expect(await first.register.part(Exchange).isWanted(readOuterHeader(bytes).header)).toBe(false);
  expect(await membersKnownAt(first)).toEqual(['Trường 17150501', 'Trường 17150502']);
  expect(await first.register.reader.selectFrom('commitments').select('seq').execute()).toEqual([]);
  await expectSound(first);
  for (const bytes of whole) expect((await receive(first, bytes)).outcome).toBe('known');
});

it('leaves the values of a pupil away that were erased, though an old file has them', async () => {
  const [office, school] = [await openOffice(), await openSchool()];
  await enrol(office, school);
  const { id } = await school.client.students.save({ fullName: 'Vàng A Páo' });
  await exchange(school, office);
  const owner = await ownerOf(school);
  const { fields } = await office.register.reader
    .selectFrom('changes')
    .select('fields')
    .where('record', '=', id)
    .executeTakeFirstOrThrow();
  const { replica, seq } = parseChangeId(id)!;
  const { secret } = await office.register.reader
    .selectFrom('secrets')
    .select('secret')
    .where('subject', '=', id)
    .executeTakeFirstOrThrow();
  const commitment = Buffer.from(commitmentOf({ replica, seq, fields }, secret), 'hex');
  await office.register.transact(async (db) => {
    await db.updateTable('changes').set({ fields: '' }).where('record', '=', id).execute();
    await db.insertInto('commitments').values({ replica, seq, commitment }).execute();
    await db.deleteFrom('packages').where('owner', '=', owner).execute();
    await db.deleteFrom('secrets').where('subject', '=', id).execute();
  });
  for (const bytes of await wholePackagesFor(school, office)) await receive(office, bytes);
  const after = await office.register.reader.selectFrom('changes').select('fields').where('record', '=', id).execute();
  expect(after).toEqual([{ fields: '' }]);
});
