/** A device typed or scanned one by one, changed, or taken out of the register. */
import type { DeviceInput } from '../../shared/contract/devices.ts';
import { Problem } from '../../shared/problems.ts';
import { checkDevice } from '../../shared/rules/check-device.ts';
import type { WriteHandle } from '../database/handles.ts';
import { findRound, listDevicesById, listHoldings, listPlans } from '../queries/custody.ts';
import { findDeviceWithImei, findDeviceWithSerialNumber } from '../queries/device-numbers.ts';
import type { Register, Session } from '../register.ts';
import { plainDetails } from './hand-over.ts';

export interface DeviceWarning {
  field: string;
  problem: string;
  details: Record<string, string | number | null>;
}

/**
 * Enters a device into stock, with its movement, or changes one. The round of a device that is planned or handed over
 * stays, for its papers name it.
 *
 * Raises roundNotFound, serialNumberTaken { serialNumber }, imeiTaken { field, imei, serialNumber } which names the
 * other device, deviceHandedOver and deviceAssigned { serialNumber, student, className }, recordNotFound, and what
 * {@link checkDevice} raises.
 */
export function saveDevice(
  register: Register,
  session: Session,
  given: DeviceInput,
): Promise<{ command: string | null; id: string; warnings: DeviceWarning[] }> {
  return register.run(session, async (command) => {
    const { input, warnings } = checkDevice(given);
    const { id, ...fields } = input;
    const db = await command.read();
    const before = id === undefined ? undefined : (await listDevicesById(db, command.owner, [id]))[0];
    if (id !== undefined && !before) throw new Problem('recordNotFound', { table: 'devices', record: id });
    if (before?.round !== fields.round) {
      if (!(await findRound(db, command.owner, fields.round))) throw new Problem('roundNotFound');
      if (id !== undefined) await checkUnused(db, command.owner, id);
    }
    await checkNumbers(db, command.owner, input);
    if (id !== undefined) await command.change('devices', id, fields);
    const device = id ?? command.create('devices', fields);
    if (id === undefined) command.create('movements', { device, kind: 'received', movedOn: register.today() });
    return {
      id: device,
      warnings: warnings.map(({ details, ...warning }) => ({ ...warning, details: plainDetails(details) })),
      command: command.id,
    };
  });
}

/**
 * Takes a device out of the register that was entered by mistake or is gone.
 *
 * Raises deviceHandedOver, deviceAssigned { serialNumber, student, className }, recordNotFound { table, record }.
 */
export function voidDevice(
  register: Register,
  session: Session,
  input: { id: string; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    await checkUnused(await command.read(), command.owner, input.id);
    await command.void('devices', input.id, input.reason);
    return { command: command.id };
  });
}

/** Nobody holds the device and it is planned for nobody. */
async function checkUnused(db: WriteHandle, owner: string, id: string): Promise<void> {
  const [holding] = await listHoldings(db, owner, { devices: [id] });
  if (holding) {
    const { serialNumber, fullName, className, receivedOn } = holding;
    throw new Problem('deviceHandedOver', { serialNumber, student: fullName, className, receivedOn });
  }
  const [plan] = await listPlans(db, owner, { devices: [id] });
  if (plan) {
    const { serialNumber, fullName, className } = plan;
    throw new Problem('deviceAssigned', { serialNumber, student: fullName, className });
  }
}

/** No other device in use has the same serial number or IMEI. */
async function checkNumbers(db: WriteHandle, owner: string, input: DeviceInput): Promise<void> {
  const isOther = (device: { id: string }) => device.id !== input.id;
  const same = (await findDeviceWithSerialNumber(db, owner, input.serialNumber)).find(isOther);
  if (same) throw new Problem('serialNumberTaken', { field: 'serialNumber', serialNumber: same.serialNumber });
  for (const field of ['imei', 'imei2'] as const) {
    const imei = input[field];
    if (imei === null) continue;
    const other = (await findDeviceWithImei(db, owner, imei)).find(isOther);
    if (other) throw new Problem('imeiTaken', { field, imei, serialNumber: other.serialNumber });
  }
}
