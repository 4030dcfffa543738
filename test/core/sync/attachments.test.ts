/** Pictures of signed papers follow their records, whole or not at all. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { attachmentFile } from '../../../core/register-files.ts';
import type { TestRegister } from '../open-test-register.ts';
import { addStudent, carry, enrol, exchange, expectSound, filesFor, openOffice, openSchool, receive } from './sides.ts';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const picture = (text = 'one', name = 'Biên nhận.png') => new File([PNG, text], name);

async function handOver(school: TestRegister): Promise<string> {
  const student = await addStudent(school, 'Vàng A Páo');
  const [round] = await school.client.rounds.list();
  const { id: device } = await school.client.devices.save({ round: round!.id, serialNumber: 'SN001' });
  const receiver = { receiverName: 'Vàng A Chu', receiverRelation: 'father' as const };
  const { id } = await school.client.receipts.save({ student, device, ...receiver, receivedOn: '2026-09-05' });
  return id;
}

describe('at school', () => {
  it('keeps a picture beside the receipt and gives it back', async () => {
    const school = await openSchool();
    const receipt = await handOver(school);
    const { id } = await school.client.attachments.add({ receipt, file: picture() });
    expect(await school.client.attachments.list({ receipts: [receipt] })).toMatchObject([
      { id, name: 'Biên nhận.png', mediaType: 'image/png', isHere: true },
    ]);
    const back = await school.client.attachments.read({ id });
    expect(Buffer.from(await back.arrayBuffer())).toEqual(Buffer.concat([PNG, Buffer.from('one')]));
    await school.client.attachments.void({ id, reason: 'Nhầm giấy' });
    expect(await school.client.attachments.list({ receipts: [receipt] })).toEqual([]);
    await expectSound(school);
  });

  it('refuses what is no picture, too large, or there already, and keeps nothing of it', async () => {
    const school = await openSchool();
    const receipt = await handOver(school);
    const add = (file: File) => school.client.attachments.add({ receipt, file });
    await expect(add(new File(['MZ program'], 'ảnh.png'))).rejects.toMatchObject({ code: 'attachmentKind' });
    const large = new File([PNG, new Uint8Array(8 * 1024 * 1024)], 'lớn.png');
    await expect(add(large)).rejects.toMatchObject({ code: 'attachmentTooLarge' });
    await add(picture());
    await expect(add(picture('one', 'lần hai.png'))).rejects.toMatchObject({ code: 'attachmentTwice' });
    expect(await school.client.attachments.list({ receipts: [receipt] })).toHaveLength(1);
  });

  it('says that a damaged picture is missing, instead of showing it', async () => {
    const school = await openSchool();
    const receipt = await handOver(school);
    const { id } = await school.client.attachments.add({ receipt, file: picture() });
    const row = await school.register.reader.selectFrom('attachments').selectAll().executeTakeFirstOrThrow();
    writeFileSync(path.join(school.register.options.dataDir, attachmentFile(row.sha256)), 'other');
    await expect(school.client.attachments.read({ id })).rejects.toMatchObject({ code: 'attachmentMissing' });
    expect(await school.client.attachments.list({ receipts: [receipt] })).toMatchObject([{ isHere: false }]);
  });
});

describe('on the way up', () => {
  it('goes after the records, when the office has asked for it', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    await enrol(office, school);
    const receipt = await handOver(school);
    await school.client.attachments.add({ receipt, file: picture() });
    await carry(school, office);
    expect(await office.client.enrolment.members()).toMatchObject([{ missingAttachments: 1 }]);
    const [listed] = await office.client.attachments.list({ receipts: [receipt] });
    expect(listed).toMatchObject({ isHere: false });
    await expect(office.client.attachments.read({ id: listed!.id })).rejects.toMatchObject({
      code: 'attachmentMissing',
    });

    await carry(office, school);
    const files = await filesFor(school, office);
    expect(files.at(-1)?.kind).toBe('attachment');
    await carry(school, office);
    expect(await office.client.enrolment.members()).toMatchObject([{ missingAttachments: 0 }]);
    const back = await office.client.attachments.read({ id: listed!.id });
    expect(
      Buffer.from(await back.arrayBuffer())
        .subarray(PNG.length)
        .toString(),
    ).toBe('one');
    // Once it is confirmed it goes no more.
    await exchange(office, school);
    expect((await filesFor(school, office)).map(({ kind }) => kind)).toEqual(['acknowledgement']);
    await expectSound(office, school);
  });

  it('is counted at school as asked for, from the word of the office until it is there', async () => {
    const [office, school] = [await openOffice(), await openSchool()];
    const asked = async () => (await school.client.sync.status()).askedAttachments;
    await enrol(office, school);
    await exchange(school, office);
    const receipt = await handOver(school);
    for (const text of ['one', 'two']) await school.client.attachments.add({ receipt, file: picture(text, text) });
    await carry(school, office);
    expect(await asked()).toBe(0);
    await carry(office, school);
    expect(await asked()).toBe(2);
    const { changes, accepted } = await school.client.sync.status();
    expect(accepted).toBe(changes);
    await exchange(school, office);
    expect(await asked()).toBe(0);
    await expectSound(office, school);
  });

  it('refuses a picture that no record names, and one whose bytes were changed', async () => {
    const [office, school, stranger] = [await openOffice(), await openSchool(), await openSchool('17150502')];
    await enrol(office, school);
    await enrol(office, stranger);
    await exchange(stranger, office);
    const receipt = await handOver(school);
    await school.client.attachments.add({ receipt, file: picture() });
    await carry(school, office);
    await carry(office, school);
    const file = (await filesFor(school, office)).find(({ kind }) => kind === 'attachment')!;
    const altered = Buffer.from(file.bytes);
    altered[altered.length - 40]! ^= 1;
    expect(await receive(office, altered)).toMatchObject({ outcome: 'refused' });
    // The same bytes reach a side that was never told of them.
    expect(await receive(stranger, file.bytes)).toMatchObject({ outcome: 'refused', reason: 'notOwner' });
    expect(await receive(office, file.bytes)).toMatchObject({ kind: 'attachment', outcome: 'taken' });
    expect(await receive(office, file.bytes)).toMatchObject({ outcome: 'known' });
  });
});
