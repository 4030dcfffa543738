/**
 * Works on a register until it is killed: imports class lists, adds devices, hands them over, cancels. Prints a JSON line before
 * every command (`begun`) and one after it was answered; what was answered must be there after any kill.
 *
 * Arguments: folder of the register, seed.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { openRegister, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { seededRandom } from '../seeded-random.ts';
import type { ChildLine } from './kill-run.ts';

const [folder, seed] = process.argv.slice(2);
if (!folder || !seed) throw new Error('usage: kill-child FOLDER SEED');
const random = seededRandom(Number(seed));

const register = await openRegister({
  dataDir: folder,
  resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
  workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
});
const session: Session = { personId: null };
const client = createRouterClient(router, { context: { register, session } });
session.personId = (await client.people.list())[0]!.id;
const round = (await client.rounds.list())[0]!.id;
let serial = random.integer(1_000_000_000);

/** Synchronous: a line that a reader has seen was written before the kill. */
function tell(line: ChildLine): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

async function importList(): Promise<void> {
  const rows = Array.from({ length: 5 + random.integer(200) }, (_, index) => {
    const day = String(1 + random.integer(28)).padStart(2, '0');
    const name = `${random.pick(['Bùi', 'Hà', 'Sùng', 'Lò'])} ${random.pick(['Văn', 'Thị', 'Minh'])} ${random.pick(['An', 'Bình', 'Đức', 'Ước'])}`;
    return `1${String(random.integer(1_000_000_000)).padStart(9, '0')};${name};${day}/0${1 + random.integer(9)}/2015;${1 + (index % 9)}A;${random.pick(['nghèo', 'cận nghèo', ''])}`;
  });
  const file = new File([['Mã định danh;Họ tên;Ngày sinh;Lớp;Hộ nghèo/cận nghèo', ...rows].join('\r\n')], 'lop.csv');
  tell({ begun: 'reading' });
  for await (const step of await client.imports.read({ kind: 'roster', file })) {
    if (step.type !== 'ready') continue;
    tell({ begun: 'import' });
    for await (const written of await client.imports.apply({ stage: step.preview.stage })) {
      if (written.type === 'done') tell({ answered: 'import', command: written.result.id });
    }
    await client.imports.discard({ stage: step.preview.stage });
  }
}

async function handOver(): Promise<void> {
  serial += 1;
  tell({ begun: 'device' });
  const device = await client.devices.save({
    round,
    serialNumber: `SN${serial}`,
    name: 'Máy tính bảng',
    model: 'SM-T225',
  });
  tell({ answered: 'device', command: device.command });
  const { rows } = await client.students.list({ device: 'none', limit: 1 });
  const student = rows[0];
  if (!student) return;
  tell({ begun: 'handover' });
  const receipt = await client.receipts.save({
    student: student.id,
    device: device.id,
    receiverName: 'Bùi Văn Nghĩa',
    receivedOn: '2026-09-05',
  });
  tell({ answered: 'handover', command: receipt.command });
  if (random.integer(3) !== 0) return;
  tell({ begun: 'cancel' });
  const cancelled = await client.receipts.cancel({ id: receipt.id, reason: 'ghi nhầm' });
  tell({ answered: 'cancel', command: cancelled.command });
}

tell({ answered: 'ready', command: null });
for (;;) await (random.integer(4) === 0 ? importList() : handOver());
