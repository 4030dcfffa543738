/** What first start leaves behind, seen from the command line. */
import { expect, it } from 'vitest';
import { openRegister } from '../../core/register.ts';
import { root } from '../e2e/program.ts';
import { type Desk, openDesk, roster } from './so-may.ts';

const school = ['--code', '17150501', '--name', 'Trường Chiềng Châu', '--school-year', '2026-2027'];

/** The register's own tables, read beside the command line. */
async function openBeside(desk: Desk) {
  return openRegister({ dataDir: desk.dataDir, resourcesDir: `${root}/resources`, workerUrl: new URL('file:///none') });
}

it('`init` makes a first round: "Đợt 1", gift, per pupil', async () => {
  const desk = openDesk();
  await desk.get('init', ...school);
  const register = await openBeside(desk);
  const rounds = await register.reader.selectFrom('rounds').select(['name', 'mode', 'entitlement']).execute();
  expect(rounds).toEqual([{ name: 'Đợt 1', mode: 'gift', entitlement: 'per_student' }]);
  await register.close();
});

it('who sits at the keyboard stands in every change', async () => {
  const desk = openDesk();
  await desk.get('init', ...school, '--person', 'Hà Thị Loan');
  await desk.get('import', roster, '--actor', 'Hà Thị Loan');
  const register = await openBeside(desk);
  const person = await register.reader.selectFrom('people').select('id').executeTakeFirstOrThrow();
  const actors = await register.reader.selectFrom('changes').select('actor').distinct().execute();
  expect(actors).toEqual([{ actor: person.id }]);
  await register.close();
});
