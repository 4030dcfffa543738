/** A made-up school for tests of devices: a class of pupils, a round, devices in stock. Built by the services. */
import { isProblem, type Problem } from '../../../shared/problems.ts';
import { openTestRegister, type TestRegister } from '../open-test-register.ts';

export type Client = TestRegister['client'];

export const RECEIVED_ON = '2026-09-05';
export const RECEIVER = { receiverName: 'Hà Văn Tiến', receiverRelation: 'father', receivedOn: RECEIVED_ON } as const;

export interface TestSchool extends TestRegister {
  /** The round that every register starts with: a gift, one per pupil. */
  round: string;
}

export async function openTestSchool(): Promise<TestSchool> {
  const opened = await openTestRegister();
  const [round] = await opened.client.rounds.list();
  return { ...opened, round: round!.id };
}

/** Enters a pupil; returns the id. */
export async function addPupil(
  client: Client,
  fullName: string,
  more: { className?: string; status?: 'poor' | 'near_poor' | 'none'; guardian?: string } = {},
): Promise<string> {
  const { id } = await client.students.save({
    fullName,
    birthDate: '2014-06-12',
    className: more.className ?? '6A',
    ...(more.status && { povertyStatus: { status: more.status, certificateNo: '05/GCN-HN.HCN' } }),
    ...(more.guardian && { guardian: { name: more.guardian, relation: 'father', phone: '0912345678' } }),
    isKnownDouble: true,
  });
  return id;
}

/** Enters pupils of one household; the form of one pupil cannot say that, a class list can. */
export function addSiblings({ register, session }: TestRegister, schoolClass: string, ...names: string[]) {
  return register.run(session, async (command) => {
    const household = command.create('households', { headName: 'Vàng A Páo' });
    return names.map((fullName) => command.create('students', { fullName, class: schoolClass, household }));
  });
}

export async function classNamed(client: Client, name: string): Promise<string> {
  return (await client.classes.list()).find((one) => one.name === name)!.id;
}

/** Enters a device; returns the id. */
export async function addDevice(client: Client, round: string, serialNumber: string, model = 'SM-T225') {
  const { id } = await client.devices.save({ round, serialNumber, model, brand: 'Samsung', name: 'Máy tính bảng' });
  return id;
}

export async function addDevices(client: Client, round: string, ...serialNumbers: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const serialNumber of serialNumbers) ids.push(await addDevice(client, round, serialNumber));
  return ids;
}

/** Seats a person of this role at the keyboard. */
export async function seat({ client }: TestRegister, role: 'clerk' | 'principal'): Promise<void> {
  const { id } = await client.people.save({ name: role === 'principal' ? 'Lò Văn Thuận' : 'Hà Thị Loan', role });
  await client.session.choosePerson({ person: id });
}

/** The Problem with which a call ends, as code and details; a bug is thrown on. */
export async function problemOf(call: Promise<unknown>): Promise<Pick<Problem, 'code' | 'details'>> {
  try {
    await call;
  } catch (error) {
    if (isProblem(error)) return { code: error.code, details: error.details };
    throw error;
  }
  throw new Error('the call was expected to end with a Problem');
}

/** All movements, in the order of writing. */
export function listMovements({ register }: TestRegister) {
  return register.reader.selectFrom('movements').selectAll().orderBy('id').execute();
}

export function listEvents({ register }: TestRegister, kind: 'override' | 'print' | 'export' | 'id_number_viewed') {
  return register.reader.selectFrom('events').selectAll().where('kind', '=', kind).orderBy('id').execute();
}
