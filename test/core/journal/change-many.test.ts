import { describe, expect, it } from 'vitest';
import { openTestRegister } from '../open-test-register.ts';
import { countChanges } from '../services/import-fixture.ts';

describe('changing many records in one command', () => {
  it('changes what differs, also what the same command has just created, and the journal stays sound', async () => {
    const { register, session, client } = await openTestRegister();
    const before = await countChanges(register);
    await register.run(session, async (command) => {
      const ids = Array.from({ length: 1200 }, (_, number) =>
        command.create('classes', { name: `${number}`, schoolYear: '2026-2027' }),
      );
      const changes = ids.map((id, number) => ({
        id,
        fields: { homeroomTeacher: number % 3 === 0 ? null : `Cô ${number % 2}` },
      }));
      expect(await command.changeMany('classes', changes)).toBe(800);
      expect(await command.changeMany('classes', changes)).toBe(0);
      expect(await command.change('classes', ids[1]!, { homeroomTeacher: 'Cô Hoa' })).toBe(true);
    });
    expect(await countChanges(register)).toBe(before + 1200 + 800 + 1);
    const rows = await register.reader.selectFrom('classes').select('homeroomTeacher').orderBy('id').limit(4).execute();
    expect(rows.map(({ homeroomTeacher }) => homeroomTeacher)).toEqual([null, 'Cô Hoa', 'Cô 0', null]);
    expect((await client.journal.verify()).isSound).toBe(true);
  });

  it('writes nothing at all when one record is missing or one value is refused', async () => {
    const { register, session, client } = await openTestRegister();
    const { id } = await client.classes.save({ name: '6A' });
    const before = await countChanges(register);
    const change = (other: string, name: string) =>
      register.run(session, (command) =>
        command.changeMany('classes', [
          { id, fields: { name: '7A' } },
          { id: other, fields: { name } },
        ]),
      );
    await expect(change('0000000000000000-0000001', '8A')).rejects.toMatchObject({ code: 'recordNotFound' });
    const { id: other } = await client.classes.save({ name: '6B' });
    await expect(change(other, 'x'.repeat(41))).rejects.toMatchObject({
      code: 'valueRefused',
      details: { field: 'name' },
    });
    expect(await countChanges(register)).toBe(before + 1);
    expect((await client.classes.list()).map(({ name }) => name)).toEqual(['6A', '6B']);
  });
});
