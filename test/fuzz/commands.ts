/** What clerks do in a history, besides the commands of every random history: lists imported, pictures of signed papers kept. */
import { eraseStudents } from '../../core/services/erase-students.ts';
import { isProblem } from '../../shared/problems.ts';
import { COMMAND_NAMES, giveCommand, randomName } from '../core/random-history.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Side } from './world.ts';

/** No undo: it might take back an enrolment, and then the member has rightly nothing to send. */
const OFFICE_COMMANDS = ['saveRound', 'savePerson', 'choosePerson'];
const SCHOOL_COMMANDS = [...COMMAND_NAMES, 'settle', 'settle', 'settle', 'attach', 'attach'];
/** Rare beside the others, as it is: a history has some dozens of pupils. */
const ONE_ERASURE_IN = 60;
/** A list is read by a thread of its own, which takes as long as a hundred other commands. */
const ONE_IMPORT_IN = 150;

export function pickCommand(side: Side, random: SeededRandom): string {
  if (side.isOffice) return random.pick(OFFICE_COMMANDS);
  if (random.integer(ONE_IMPORT_IN) === 0) return 'import';
  if (random.integer(ONE_ERASURE_IN) === 0 && !side.lacks.includes('erasures')) return 'erase';
  const name = random.pick(SCHOOL_COMMANDS);
  return name === 'attach' && side.lacks.includes('attachments') ? 'savePerson' : name;
}

export async function runCommand(side: Side, name: string, random: SeededRandom, step: number): Promise<void> {
  if (name === 'settle') await settleConflict(side, random);
  else if (name === 'attach') await attach(side, random);
  else if (name === 'erase') await erase(side, random);
  else if (name === 'import') await importList(side, random);
  else await giveCommand(side.client, name, random, step);
}

async function settleConflict({ client }: Side, random: SeededRandom): Promise<void> {
  const { rows } = await client.conflicts.list({ offset: 0, limit: 20 });
  if (rows.length === 0) return;
  const conflict = random.pick(rows);
  await client.conflicts.settle({ id: conflict.id, version: random.pick(conflict.values).version });
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Few contents, so that two schools may keep the same one. */
async function attach({ client }: Side, random: SeededRandom): Promise<void> {
  const { rows } = await client.receipts.list({});
  if (rows.length === 0) return;
  const bytes = new Uint8Array([...PNG, ...Array.from({ length: 40 }, (_, index) => index), random.integer(200)]);
  await client.attachments.add({ receipt: random.pick(rows).id, file: new File([bytes], 'phieu.png') });
}

/** One pupil, or all of a few: with a device on loan the program refuses. */
async function erase({ register, session, client }: Side, random: SeededRandom): Promise<void> {
  const { rows } = await client.students.list({ includeVoided: true });
  const chosen = new Set(Array.from({ length: 1 + random.integer(2) }, () => rows[random.integer(rows.length)]));
  const pupils = [...chosen].filter((pupil) => pupil !== undefined);
  const [only] = pupils;
  if (!only) return;
  await eraseStudents(register, session, {
    students: pupils.map(({ id }) => id),
    reason: 'request',
    basis: null,
    typedName: pupils.length === 1 ? only.fullName : String(pupils.length),
  });
}

async function importList({ client }: Side, random: SeededRandom): Promise<void> {
  const lines = Array.from({ length: 1 + random.integer(4) }, (_, index) =>
    [index + 1, randomName(random), `0${1 + random.integer(9)}/03/2014`, random.pick(['6A', '6B'])].join(','),
  );
  const file = new File([`STT,Họ và tên,Ngày sinh,Lớp\n${lines.join('\n')}\n`], 'lop.csv');
  try {
    for await (const event of await client.imports.read({ kind: 'roster', file })) {
      if (event.type !== 'ready') continue;
      for await (const step of await client.imports.apply({ stage: event.preview.stage })) void step;
    }
  } catch (error) {
    if (!isProblem(error)) throw error;
  }
}
