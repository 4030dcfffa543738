/** A random but repeatable history of every kind of command, as clerks would give them; refusals are part of it. */
import { isProblem } from '../../shared/problems.ts';
import { seededRandom, type SeededRandom } from '../seeded-random.ts';
import type { TestRegister } from './open-test-register.ts';

type Client = TestRegister['client'];

const FAMILIES = ['Lò', 'Giàng', 'Vàng', 'Đặng', 'Hà', 'Bùi', 'Lường', "H'"];
const MIDDLES = ['Văn', 'Thị', 'A', 'Thị Ngọc', 'Mí', ''];
const GIVENS = ['An', 'Ánh', 'Páo', 'Súa', 'Thuận', 'Thuần', 'Hòa', 'Hoà', 'Đức', 'Yến', 'Niê'];
const CLASSES = ['6A', '6B', '10A1', '10A10', '1C', null];
const STATUSES = ['poor', 'near_poor', 'none'] as const;
const DAYS = ['2025-12-14', '2026-01-05', '2026-09-01', '2027-01-02'];

export function randomName(random: SeededRandom): string {
  return [random.pick(FAMILIES), random.pick(MIDDLES), random.pick(GIVENS)].filter(Boolean).join(' ');
}

/** Gives `steps` random commands; what was refused is counted. */
export async function writeRandomHistory(
  { client }: TestRegister,
  seed: number,
  steps: number,
): Promise<{ refused: number; done: Record<string, number> }> {
  const random = seededRandom(seed);
  const done: Record<string, number> = {};
  let refused = 0;
  for (let step = 0; step < steps; step += 1) {
    const name = random.pick(COMMAND_NAMES);
    try {
      await giveCommand(client, name, random, step);
      done[name] = (done[name] ?? 0) + 1;
    } catch (error) {
      if (!isProblem(error)) throw new Error(`seed ${seed}, step ${step}: ${name}`, { cause: error });
      refused += 1;
    }
  }
  return { refused, done };
}

async function someStudent(client: Client, random: SeededRandom): Promise<string> {
  const { rows } = await client.students.list({ includeVoided: true });
  return rows.length === 0 ? createStudent(client, random) : random.pick(rows).id;
}

async function createStudent(client: Client, random: SeededRandom): Promise<string> {
  const { id } = await client.students.save({
    fullName: randomName(random),
    sortName: random.integer(8) === 0 ? 'Hen' : null,
    birthDate: random.pick(['2014-03-01', '2015-11-20', null]),
    gender: random.pick(['male', 'female', null]),
    moetId: random.integer(3) === 0 ? String(1_700_000_000 + random.integer(1_000_000)) : null,
    className: random.pick(CLASSES),
    household:
      random.integer(2) === 0 ? { village: 'Mỏ', commune: 'Mai Châu', headName: randomName(random) } : undefined,
    guardian:
      random.integer(2) === 0 ? { name: randomName(random), relation: 'mother', phone: '0912345678' } : undefined,
    povertyStatus:
      random.integer(2) === 0 ? { status: random.pick(STATUSES), validFrom: random.pick(DAYS) } : undefined,
    isKnownDouble: true,
  });
  return id;
}

async function createDevice(client: Client, random: SeededRandom, step: number): Promise<string> {
  const round = random.pick(await client.rounds.list());
  const model = random.pick(['A8', 'A9', null]);
  return (await client.devices.save({ round: round.id, serialNumber: `HA1V${step}`, model })).id;
}

async function someDevice(client: Client, random: SeededRandom, step: number): Promise<string> {
  const { rows } = await client.devices.list({});
  return rows.length === 0 ? createDevice(client, random, step) : random.pick(rows).id;
}

type Step = (client: Client, random: SeededRandom, step: number) => Promise<unknown>;

const COMMANDS: Record<string, Step> = {
  createStudent,
  createAnother: createStudent,
  async editStudent(client, random) {
    const id = await someStudent(client, random);
    const before = await client.students.get({ id });
    await client.students.save({
      id,
      fullName: random.integer(2) === 0 ? randomName(random) : before.fullName,
      moetId: before.moetId,
      birthDate: before.birthDate,
      className: random.pick(CLASSES),
      household: random.integer(2) === 0 ? { village: random.pick(['Mỏ', 'Chiềng Sại', null]) } : undefined,
      guardian: random.integer(3) === 0 ? { name: random.pick([randomName(random), null]) } : undefined,
      povertyStatus:
        random.integer(2) === 0 ? { status: random.pick(STATUSES), reviewYear: 2025 + random.integer(3) } : undefined,
    });
  },
  voidStudent: async (client, random) =>
    client.students.void({ id: await someStudent(client, random), reason: 'Chuyển trường' }),
  restoreStudent: async (client, random) => client.students.restore({ id: await someStudent(client, random) }),
  async saveClass(client, random) {
    const classes = await client.classes.list();
    const id = classes.length > 0 && random.integer(2) === 0 ? random.pick(classes).id : undefined;
    await client.classes.save({ id, name: `${1 + random.integer(12)}${random.pick(['A', 'B', 'C'])}` });
  },
  saveSite: (client, random) => client.sites.save({ name: randomName(random), isMain: random.integer(2) === 0 }),
  saveRound: (client, random) =>
    client.rounds.save({
      name: `Đợt ${1 + random.integer(4)}`,
      mode: random.pick(['gift', 'loan']),
      entitlement: random.pick(['per_student', 'per_household']),
    }),
  saveSchool: (client, random) =>
    client.register.saveSchool({ code: '17150501', name: `Trường ${randomName(random)}`, schoolYear: '2026-2027' }),
  savePerson: (client, random) =>
    client.people.save({ name: randomName(random), role: random.pick(['clerk', 'principal']) }),
  async choosePerson(client, random) {
    const people = (await client.people.list()).filter((person) => !person.isVoided);
    if (people.length > 0) await client.session.choosePerson({ person: random.pick(people).id });
  },
  async voidPerson(client, random) {
    await client.people.void({ id: random.pick(await client.people.list()).id, reason: 'Nghỉ hưu' });
  },
  createDevice,
  voidDevice: async (client, random, step) =>
    client.devices.void({ id: await someDevice(client, random, step), reason: 'Ghi trùng' }),
  assign: async (client, random, step) =>
    client.assignments.save({
      student: await someStudent(client, random),
      device: await someDevice(client, random, step),
    }),
  async unassign(client, random) {
    const { assignments } = await client.students.get({ id: await someStudent(client, random) });
    if (assignments.length > 0)
      await client.assignments.void({ ids: [random.pick(assignments).id], reason: 'Đổi máy' });
  },
  handOver: async (client, random, step) =>
    client.receipts.save({
      student: await someStudent(client, random),
      device: random.integer(2) === 0 ? await someDevice(client, random, step) : undefined,
      receiverName: randomName(random),
      receivedOn: '2026-09-05',
    }),
  async cancelReceipt(client, random) {
    const { rows } = await client.receipts.list({});
    if (rows.length > 0) await client.receipts.cancel({ id: random.pick(rows).id, reason: 'Ghi nhầm' });
  },
  async undo(client, random) {
    const recent = (await client.commands.recent({ limit: 5 })).filter((command) => command.canUndo);
    if (recent.length > 0) await client.commands.undo({ command: random.pick(recent).command });
  },
};

export const COMMAND_NAMES = Object.keys(COMMANDS);

/** Gives one command by its name; `step` makes serial numbers unique. */
export async function giveCommand(client: Client, name: string, random: SeededRandom, step: number): Promise<void> {
  await COMMANDS[name]?.(client, random, step);
}
