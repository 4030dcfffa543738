/** What a clerk typed or scanned for a device, in its stored form, by the same rules as a delivery note. */
import type { DeviceInput } from '../contract/devices.ts';
import { Problem } from '../problems.ts';
import { readImei } from './imei.ts';
import type { Fault } from './reading.ts';
import { readSerialNumber } from './serial-number.ts';
import { cleanText } from './written.ts';

export interface CheckedDevice {
  input: DeviceInput;
  /** To be looked at by a person; saved all the same. */
  warnings: (Fault & { field: string })[];
}

/**
 * A wrong length or check digit of an IMEI is a warning: the sticker may be misprinted.
 *
 * Raises serialNumberInvalid, imeiInvalid { field, problem, … } (`problem` is the rule's own code for the finer
 * reason), imeiTwice { imei } for one number in both fields.
 */
export function checkDevice(given: DeviceInput): CheckedDevice {
  const serial = readSerialNumber(given.serialNumber);
  if (serial.value === null) throw new Problem('serialNumberInvalid', { field: 'serialNumber', ...flat(serial.fault) });
  const warnings: CheckedDevice['warnings'] = [];
  const imeis = { imei: given.imei, imei2: given.imei2 };
  for (const field of ['imei', 'imei2'] as const) {
    const { value, fault, warning } = readImei(given[field]);
    if (fault) throw new Problem('imeiInvalid', { field, ...flat(fault) });
    if (warning) warnings.push({ field, ...warning });
    imeis[field] = value;
  }
  if (imeis.imei !== null && imeis.imei === imeis.imei2)
    throw new Problem('imeiTwice', { field: 'imei2', imei: imeis.imei });
  const input = {
    ...given,
    ...imeis,
    name: clean(given.name),
    brand: clean(given.brand),
    model: clean(given.model),
    accessories: clean(given.accessories),
    condition: clean(given.condition),
    note: clean(given.note),
    serialNumber: serial.value,
    simNumber: withoutSpaces(given.simNumber),
    iccid: withoutSpaces(given.iccid),
  };
  return { input, warnings };
}

function flat(fault: Fault | null) {
  return fault ? { problem: fault.problem, ...fault.details } : { problem: null };
}

function clean(text: string | null): string | null {
  return cleanText(text) || null;
}

/** SIM number and ICCID are written in groups on stickers. */
function withoutSpaces(text: string | null): string | null {
  return cleanText(text).replace(/[\s.-]/g, '') || null;
}
