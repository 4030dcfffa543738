import { describe, expect, it } from 'vitest';
import { isStorableText } from '../../../shared/rules/storable-text.ts';
import { openTestRegister } from '../../core/open-test-register.ts';

describe('text that cannot be kept as given', () => {
  it('is half of a surrogate pair, or a control character that no .xlsx holds', () => {
    expect(['\ud800', 'a\u0000', '\u001f', '\uffff'].map(isStorableText)).toEqual([false, false, false, false]);
    expect(['', 'Đỗ Thị Ngọc Ánh', 'hai\ndòng\t', '👩‍👧', '\u0085'].map(isStorableText)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('is refused with its field, and the register stays sound', async () => {
    const { client } = await openTestRegister();
    const [person] = await client.people.list();
    const change = client.people.save({ id: person?.id, name: 'Loan \ud800', role: 'clerk' });
    await expect(change).rejects.toMatchObject({ code: 'valueRefused', details: { field: 'name' } });
    await expect(client.people.save({ name: 'Loan \u0000', role: 'clerk' })).rejects.toMatchObject({
      code: 'valueRefused',
    });
    expect((await client.journal.verify()).faults).toEqual([]);
  });
});
