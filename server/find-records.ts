/** From what a person types (a code, a name, a serial number) to the record's id. */
import type { DeviceRow } from '../shared/contract/devices.ts';
import { Problem } from '../shared/problems.ts';
import type { Client } from './run-command.ts';

/** The pupil by ministry code, personal ID or id. Raises studentNotFound, studentAmbiguous. */
export async function getStudentId(client: Client, key: string): Promise<string> {
  return (await client.students.resolve({ key })).id;
}

/** The device by serial number, IMEI or SIM. Raises deviceNotFound { serialNumber }. */
export async function getDevice(client: Client, number: string): Promise<DeviceRow> {
  const { device } = await client.devices.findByNumber({ number });
  if (!device) throw new Problem('deviceNotFound', { serialNumber: number });
  return device;
}

/**
 * The school by code in any case, or by the id of its register; null when none is asked for.
 *
 * Raises schoolNotFound { code }, schoolAmbiguous { code, count }.
 */
export async function getSchoolOwner(client: Client, code: string | undefined): Promise<string | null> {
  if (code === undefined) return null;
  const wanted = code.trim().toLowerCase();
  const found = (await client.schools.list()).filter(
    (school) => school.code.toLowerCase() === wanted || school.owner === wanted,
  );
  if (found.length > 1) throw new Problem('schoolAmbiguous', { code, count: found.length });
  for (const { owner } of found) return owner;
  throw new Problem('schoolNotFound', { code });
}

/** The class of the current school year by name, in any case. Raises classNotFound { name }, schoolNotChosen. */
export async function getClassId(client: Client, name: string, owner: string | null = null): Promise<string> {
  const wanted = name.trim().normalize('NFC').toLocaleUpperCase('vi');
  const [found, ...others] = (await client.classes.list({ owner })).filter(
    (one) => one.name.toLocaleUpperCase('vi') === wanted,
  );
  if (!found) throw new Problem('classNotFound', { name });
  if (others.some((one) => one.owner !== found.owner)) throw new Problem('schoolNotChosen');
  return found.id;
}

/**
 * The round by name; without a name the only one there is. At an office rounds are a school's.
 *
 * Raises roundNotFound, roundNotChosen { names }, schoolNotChosen.
 */
export async function getRoundId(
  client: Client,
  name: string | undefined,
  owner: string | null = null,
): Promise<string> {
  if (owner === null && (await client.register.status()).role === 'office') throw new Problem('schoolNotChosen');
  const rounds = (await client.rounds.list({ owner })).filter((round) => !round.isVoided);
  if (name === undefined) {
    const [round] = rounds;
    if (!round) throw new Problem('roundNotFound', {});
    if (rounds.length > 1) throw new Problem('roundNotChosen', { names: rounds.map((one) => one.name).join(', ') });
    return round.id;
  }
  const round = rounds.find((one) => one.name === name.normalize('NFC') || one.id === name);
  if (!round) throw new Problem('roundNotFound', { name });
  return round.id;
}
