/** Everything that a killed program may have been at: each command of the register, lists, files, backups, the way back to one, erasure. */
import type { RouterClient } from '@orpc/server';
import type { Register } from '../../core/register.ts';
import type { router } from '../../core/router.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { COMMAND_NAMES, giveCommand, randomName } from '../core/random-history.ts';
import type { SeededRandom } from '../seeded-random.ts';

export interface Worker {
  register: Register;
  client: RouterClient<typeof router>;
  random: SeededRandom;
  /** Says that this part of the work begins now. */
  begin: (part: string) => void;
  /** A number that was not taken before. */
  next: () => number;
}

export type Work = (worker: Worker) => Promise<void>;

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

async function importList({ client, random, begin }: Worker): Promise<void> {
  const rows = Array.from({ length: 5 + random.integer(200) }, (_, index) => {
    const day = String(1 + random.integer(28)).padStart(2, '0');
    const code = `1${String(random.integer(1_000_000_000)).padStart(9, '0')}`;
    return `${code};${randomName(random)};${day}/0${1 + random.integer(9)}/2015;${1 + (index % 9)}A;${random.pick(['nghèo', 'cận nghèo', ''])}`;
  });
  const file = new File([['Mã định danh;Họ tên;Ngày sinh;Lớp;Hộ nghèo/cận nghèo', ...rows].join('\r\n')], 'lop.csv');
  begin('reading');
  for await (const step of await client.imports.read({ kind: 'roster', file })) {
    if (step.type !== 'ready') continue;
    begin('import');
    for await (const written of await client.imports.apply({ stage: step.preview.stage })) void written;
    await client.imports.discard({ stage: step.preview.stage });
  }
}

async function handOverNew({ client, random, begin, next }: Worker): Promise<void> {
  const round = (await client.rounds.list())[0]!.id;
  begin('device');
  const device = await client.devices.save({ round, serialNumber: `SN${next()}`, name: 'Máy tính bảng' });
  const student = (await client.students.list({ device: 'none', limit: 1 })).rows[0];
  if (!student) return;
  begin('handover');
  await client.receipts.save({
    student: student.id,
    device: device.id,
    receiverName: randomName(random),
    receivedOn: '2026-09-05',
  });
}

async function attach({ client, random }: Worker): Promise<void> {
  const { rows } = await client.receipts.list({});
  if (rows.length === 0) return;
  const bytes = new Uint8Array([...PNG, ...Array.from({ length: 500 }, () => random.integer(256))]);
  await client.attachments.add({ receipt: random.pick(rows).id, file: new File([bytes], 'phieu.png') });
}

async function erase({ client, random }: Worker): Promise<void> {
  const { rows } = await client.students.list({ includeVoided: true, limit: 50 });
  if (rows.length === 0) return;
  const { id, fullName } = random.pick(rows);
  await client.erasures.save({ students: [id], reason: 'request', basis: 'Đơn ngày 01/09/2026', typedName: fullName });
}

async function backUp({ client }: Worker): Promise<void> {
  for await (const event of await client.backups.make({ to: null })) void event;
}

/** With everything that came later. */
async function goBack({ client, random }: Worker): Promise<void> {
  const backups = (await client.backups.list()).filter(({ health }) => health === 'sound').slice(0, 4);
  if (backups.length === 0) return;
  const { folder } = random.pick(backups);
  for await (const event of await client.backups.restore({ folder, keepsLater: true })) void event;
}

export const WORKS: Record<string, Work> = {
  import: importList,
  handover: handOverNew,
  ...Object.fromEntries(
    COMMAND_NAMES.map((name): [string, Work] => [
      name,
      ({ client, random, next }) => giveCommand(client, name, random, next()),
    ]),
  ),
  savePerson: async ({ client, random }) =>
    void (await client.people.save({ name: randomName(random), role: 'clerk' })),
  saveRetention: async ({ client, random }) =>
    void (await client.erasures.saveRetention({ years: 5 + random.integer(5) })),
  attach,
  erase,
  pack: async ({ register }) => void (await register.part(Exchange).pack()),
  backup: backUp,
  restore: goBack,
};

/** Those that touch no folder but the register's. */
export const WORKS_AT_HOME = Object.keys(WORKS).filter((name) => name !== 'backup' && name !== 'restore');
