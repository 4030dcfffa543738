/**
 * A school and its office with some days behind them, written by the core whose clock stands on those days:
 * `node past-days.ts enrolled|refused SCHOOL OFFICE` (empty folders). Six days ago the school took the office's invitation and everything went up; on
 * three days since, it entered a pupil each. `refused`: a program whose rule was laxer let the phone of a guardian pass that
 * the office of today does not count, and the office has said so.
 */
import { fileURLToPath } from 'node:url';
import { createRouterClient } from '@orpc/server';
import { z } from 'zod';
import { openRegister, type Register, type Session } from '../../core/register.ts';
import { router } from '../../core/router.ts';
import { setUpRegister } from '../../core/services/set-up-register.ts';
import { Exchange } from '../../core/sync/exchange.ts';
import { setUpInput } from '../../shared/contract/register.ts';
import { recordTables } from '../../shared/records/record-tables.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Longer than a phone may be. */
const LONG_PHONE = '0912345678 hoặc 0987654321 (gọi buổi tối)';

const [kind = '', schoolDir = '', officeDir = ''] = process.argv.slice(2);
let now = new Date(Date.now() - 6 * DAY_MS);

const school = await openSide(schoolDir, {
  role: 'school',
  school: { code: '17150501', name: 'Trường TH&THCS Chiềng Châu', schoolYear: '2026-2027' },
  personName: 'Hà Thị Loan',
});
const office = await openSide(officeDir, {
  role: 'office',
  office: { name: 'UBND xã Mai Châu', level: 'commune', code: 'UBND-MC' },
  personName: 'Lê Minh Đức',
});
const { file } = await office.client.enrolment.invite({});
await school.client.enrolment.accept({ file });
const { id } = await school.client.students.save({
  fullName: 'Vàng A Páo',
  guardian: { name: 'Vàng A Chua', relation: 'father', phone: '0912345678' },
});
await exchange();

if (kind === 'refused') {
  const [guardian] = (await school.client.students.get({ id })).guardians;
  const { guardians } = recordTables;
  const rule = guardians.fields.shape.phone;
  guardians.fields.shape.phone = z.string().max(60).nullable().default(null);
  await school.register.run(school.session, (command) =>
    command.change('guardians', guardian?.id ?? '', { phone: LONG_PHONE }),
  );
  guardians.fields.shape.phone = rule;
  await exchange();
} else {
  for (const [daysAgo, fullName] of [
    [4, 'Bùi Thị Dung'],
    [3, 'Khà Văn Ín'],
    [2, 'Lò Thị Xuân'],
  ] as const) {
    now = new Date(Date.now() - daysAgo * DAY_MS);
    await school.client.students.save({ fullName });
    await school.register.part(Exchange).pack();
  }
}
for (const side of [school, office]) await side.register.close();

async function openSide(dataDir: string, input: z.input<typeof setUpInput>) {
  const register = await openRegister({
    dataDir,
    resourcesDir: fileURLToPath(new URL('../../resources', import.meta.url)),
    workerUrl: new URL('../../core/jobs/import-worker.ts', import.meta.url),
    clock: () => now,
  });
  const session: Session = { personId: await setUpRegister(register, setUpInput.parse(input)) };
  return { register, session, client: createRouterClient(router, { context: { register, session } }) };
}

/** Both ways, and the acknowledgements back. */
async function exchange(): Promise<void> {
  await carry(school.register, office.register);
  await carry(office.register, school.register);
  await carry(school.register, office.register);
  await carry(office.register, school.register);
}

async function carry(from: Register, to: Register): Promise<void> {
  const exchange = from.part(Exchange);
  await exchange.pack();
  for (const outgoing of await exchange.outgoing((await to.getInstallation()).owner))
    await to.part(Exchange).receive(await outgoing.read(), 'folder');
}
