/** A school whose first PC was put back, mark and all, and has given one id to two pupils. */
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { readInstallMark, writeInstallMark } from '../../../core/host/install-mark.ts';
import { makeTestFolder, type TestRegister } from '../open-test-register.ts';
import { addStudent, enrol, exchange, openOffice, openSchool, openSide } from './sides.ts';

/** The side goes on; `putBack` brings its folder and its mark back to this moment. */
export async function takeSnapshot(
  side: TestRegister,
): Promise<{ side: TestRegister; putBack: () => Promise<TestRegister> }> {
  const { dataDir } = side.register.options;
  const copy = path.join(makeTestFolder(), 'copy');
  await side.register.close();
  const mark = readInstallMark(dataDir)!;
  cpSync(dataDir, copy, { recursive: true });
  const open = await openSide({ dataDir });
  return {
    side: open,
    async putBack() {
      await open.register.close();
      rmSync(dataDir, { recursive: true });
      cpSync(copy, dataDir, { recursive: true });
      writeInstallMark(dataDir, mark);
      return openSide({ dataDir });
    },
  };
}

/** A further PC of the same side, with all that the first one wrote. */
export async function joinPc(first: TestRegister): Promise<TestRegister> {
  const { file, digits } = await first.client.replicas.invite();
  const second = await openSide();
  await second.client.replicas.join({ file, digits, name: 'Máy hai' });
  await exchange(first, second);
  second.session.personId = first.session.personId;
  return second;
}

/**
 * The first PC's pupil went to the second one, which entered a guardian; then the first one was put back and gave the id to
 * another pupil. The office has met neither.
 */
export async function forkSchool() {
  const office = await openOffice();
  const before = await openSchool();
  await enrol(office, before);
  await exchange(before, office);
  const second = await joinPc(before);
  const { side, putBack } = await takeSnapshot(before);
  const one = await addStudent(side, 'Một');
  await exchange(side, second);
  await second.client.students.save({ id: one, fullName: 'Một', guardian: { name: 'Mẹ của Một' } });
  const first = await putBack();
  const two = await addStudent(first, 'Hai');
  expect(two).toBe(one);
  return { office, first, second, student: one };
}
