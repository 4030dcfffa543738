/** What the screen itself sees in a device's fields before they are sent. Pure. */
import type { FormValues } from '../../fields/drafts.ts';
import type { Words } from '../../language/words.ts';
import { readPrice } from './device-form-values.ts';
import { readScannedNumber } from './scanned-number.ts';

export function checkDeviceValues(values: FormValues, words: Words): Record<string, string> {
  const text = words.devices.form;
  const problems: Record<string, string> = {};
  for (const field of ['serialNumber', 'imei', 'imei2', 'simNumber', 'iccid'] as const) {
    if (readScannedNumber(values[field] ?? '').isGarbled) problems[field] = text.garbled;
  }
  if (readPrice(values['price'] ?? '') === undefined) problems['price'] = text.noPrice;
  return problems;
}
