/**
 * Works on a register until it is killed: imports class lists, adds devices, hands them over, cancels. Prints one JSON
 * line for every command that was answered; what it printed must be there after any kill.
 *
 * Arguments: folder of the register, seed.
 */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { openRegister, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { seededRandom } from '../seeded-random.ts';

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

function answered(kind: string, command: string | null): void {
  // Synchronous: a line that a reader has seen was written before the kill.
  if (command !== null) writeSync(1, `${JSON.stringify({ kind, command })}\n`);
}

async function importList(): Promise<void> {
  const rows = Array.from({ length: 5 + random.integer(200) }, (_, index) => {
    const day = String(1 + random.integer(28)).padStart(2, '0');
    const name = `${random.pick(['Bùi', 'Hà', 'Sùng', 'Lò'])} ${random.pick(['Văn', 'Thị', 'Minh'])} ${random.pick(['An', 'Bình', 'Đức', 'Ước'])}`;
    return `1${String(random.integer(1_000_000_000)).padStart(9, '0')};${name};${day}/0${1 + random.integer(9)}/2015;${1 + (index % 9)}A;${random.pick(['nghèo', 'cận nghèo', ''])}`;
  });
  const file = new File([['Mã định danh;Họ tên;Ngày sinh;Lớp;Hộ nghèo/cận nghèo', ...rows].join('\r\n')], 'lop.csv');
  for await (const step of await client.imports.read({ kind: 'roster', file })) {
    if (step.type !== 'ready') continue;
    for await (const written of await client.imports.apply({ stage: step.preview.stage })) {
      if (written.type === 'done') answered('import', written.result.id);
    }
    await client.imports.discard({ stage: step.preview.stage });
  }
}

async function handOver(): Promise<void> {
  serial += 1;
  const device = await client.devices.save({
    round,
    serialNumber: `SN${serial}`,
    name: 'Máy tính bảng',
    model: 'SM-T225',
  });
  answered('device', device.command);
  const { rows } = await client.students.list({ device: 'none', limit: 1 });
  const student = rows[0];
  if (!student) return;
  const receipt = await client.receipts.save({
    student: student.id,
    device: device.id,
    receiverName: 'Bùi Văn Nghĩa',
    receivedOn: '2026-09-05',
  });
  answered('receipt', receipt.command);
  if (random.integer(3) === 0)
    answered('cancel', (await client.receipts.cancel({ id: receipt.id, reason: 'ghi nhầm' })).command);
}

writeSync(1, '{"kind":"ready","command":""}\n');
for (;;) await (random.integer(4) === 0 ? importList() : handOver());
