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

/** The class of the current school year by name, in any case. Raises classNotFound { name }. */
export async function getClassId(client: Client, name: string): Promise<string> {
  const wanted = name.trim().normalize('NFC').toLocaleUpperCase('vi');
  const found = (await client.classes.list()).find((one) => one.name.toLocaleUpperCase('vi') === wanted);
  if (!found) throw new Problem('classNotFound', { name });
  return found.id;
}

/** The round by name; without a name the only one there is. Raises roundNotFound, roundNotChosen { names }. */
export async function getRoundId(client: Client, name: string | undefined): Promise<string> {
  const rounds = (await client.rounds.list()).filter((round) => !round.isVoided);
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
