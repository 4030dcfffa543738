/** A full disk and a folder that cannot be written: a Problem, nothing half-saved, and the program goes on. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../../shared/problems.ts';
import { mountSmallDisk } from '../../small-disk.ts';
import { openTestRegister } from '../open-test-register.ts';
import { countChanges, list, stageFile } from '../services/import-fixture.ts';

const many = list(
  ...Array.from({ length: 4000 }, (_, number) => ({
    fullName: `Hà Thị ${'ABCDEFGHIJ'[number % 10]}${number}`.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!),
    birthDate: '12/06/2014',
    moetId: String(1_700_000_000 + number),
    className: '6A',
    village: 'Lầu',
  })),
);

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no problem',
    (error: unknown) => (isProblem(error) ? error.code : Promise.reject(error)),
  );
}

describe('an import that cannot be written', () => {
  it('ends with diskFull when the file may grow no more, and works again when there is room', async () => {
    const { register, session, client } = await openTestRegister();
    const { apply } = await stageFile(register, session, many);
    const limitPages = (pages: number) =>
      register.exclusively(() => register.transact((db) => sql.raw(`pragma max_page_count = ${pages}`).execute(db)));
    const changes = await countChanges(register);
    await limitPages(150);
    expect(await codeOf(apply())).toBe('diskFull');
    expect(await countChanges(register)).toBe(changes);
    expect(await client.students.records({})).toEqual({ total: 0, rows: [] });
    expect((await client.imports.problems({})).total).toBe(0);
    await limitPages(1_000_000);
    expect(await apply()).toMatchObject({ accepted: 4000 });
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('ends with folderReadOnly when nothing may be written', async () => {
    const { register, session, client } = await openTestRegister();
    const { apply } = await stageFile(register, session, many);
    const changes = await countChanges(register);
    await register.exclusively(() => register.transact((db) => sql.raw('pragma query_only = 1').execute(db)));
    expect(await codeOf(apply())).toBe('folderReadOnly');
    expect(await countChanges(register)).toBe(changes);
    expect((await client.students.records({})).total).toBe(0);
  });

  it('meets a disk that is really full in its worker, and writes once there is room', async (context) => {
    const { folder, resize } = mountSmallDisk(context, '4m');
    const { client, register } = await openTestRegister({ dataDir: folder });
    const changes = await countChanges(register);
    const file = new File([many.bytes], 'ds.csv');
    let stage = '';
    for await (const event of await client.imports.read({ kind: 'roster', file }))
      if (event.type === 'ready') ({ stage } = event.preview);
    const apply = async (): Promise<void> => {
      for await (const event of await client.imports.apply({ stage })) if (event.type === 'done') return;
    };
    expect(await codeOf(apply())).toBe('diskFull');
    expect(await countChanges(register)).toBe(changes);
    expect((await client.students.records({})).total).toBe(0);
    resize('64m');
    await apply();
    expect((await client.students.records({})).total).toBe(4000);
    expect((await client.journal.verify()).isSound).toBe(true);
    await register.close();
  });
});
