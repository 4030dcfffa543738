/** Between a device and the text fields of its form. Pure. */
import type { DeviceInput, DeviceRow } from '../../../shared/contract/devices.ts';
import type { FormValues } from '../../fields/drafts.ts';
import { readScannedNumber } from './scanned-number.ts';

/** What stays for the next device while one after the other is scanned. */
export const keptFields = ['name', 'brand', 'model', 'accessories', 'condition', 'price'] as const;
const textFields = [
  'name',
  'brand',
  'model',
  'imei',
  'imei2',
  'simNumber',
  'iccid',
  'accessories',
  'condition',
  'note',
] as const;

export function deviceToValues(device: DeviceRow): FormValues {
  return {
    round: device.round,
    serialNumber: device.serialNumber,
    price: device.price === null ? '' : String(device.price),
    ...Object.fromEntries(textFields.map((field) => [field, device[field] ?? ''])),
  };
}

/** 3.500.000, 3 500 000 đ → 3500000; null when empty, undefined when it is no whole amount. */
export function readPrice(typed: string): number | null | undefined {
  const text = typed.replace(/[\s.,]|đ(?:ồng)?|vnđ|vnd/gi, '');
  if (text === '') return null;
  const price = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return price;
}

export function valuesToDevice(values: FormValues, id?: string): DeviceInput {
  const texts = Object.fromEntries(textFields.map((field) => [field, values[field] || null]));
  return {
    ...(id !== undefined && { id }),
    round: values['round'] ?? '',
    serialNumber: readScannedNumber(values['serialNumber'] ?? '').number,
    price: readPrice(values['price'] ?? '') ?? null,
    name: null,
    brand: null,
    model: null,
    imei: null,
    imei2: null,
    simNumber: null,
    iccid: null,
    accessories: null,
    condition: null,
    note: null,
    ...texts,
  };
}
