/** The rules for one device's values, the same for a line of a file and for one that a clerk mends by hand. */
import { readImei } from '../../shared/rules/imei.ts';
import { readPrice } from '../../shared/rules/money.ts';
import { shorten } from '../../shared/rules/person-name.ts';
import { readPhone } from '../../shared/rules/phone.ts';
import { empty, type Reading, refused, taken, warned } from '../../shared/rules/reading.ts';
import { readSerialNumber } from '../../shared/rules/serial-number.ts';
import { cleanText, isBlankText, isFormulaText, isScientific, type Written } from '../../shared/rules/written.ts';
import { type DeliveryField, deliveryFields } from './device-headers.ts';
import type { ValueNote } from './roster-fields.ts';

/** Key absent: the file has no such column. `price` in whole đồng. */
export interface DeliveryValues {
  name?: string | null;
  brand?: string | null;
  model?: string | null;
  serialNumber?: string | null;
  imei?: string | null;
  imei2?: string | null;
  simNumber?: string | null;
  iccid?: string | null;
  accessories?: string | null;
  price?: number | null;
  condition?: string | null;
  note?: string | null;
}

const longestText = 500;

function text(written: Written): Reading<string> {
  const clean = cleanText(written);
  if (isBlankText(clean)) return empty();
  return clean.length > longestText
    ? refused('cellTooLong', { length: clean.length, limit: longestText })
    : taken(clean);
}

/** 19 or 20 digits: a number cell has lost the last ones. */
function iccid(written: Written): Reading<string> {
  const clean = cleanText(written).replace(/^['`"]+|\s/g, '');
  if (isBlankText(clean)) return empty();
  const isLost = isScientific(clean) || (typeof written === 'number' && !Number.isSafeInteger(written));
  if (isLost || clean.length > 30) return warned<string>(null, 'digitsLost', { text: shorten(clean) });
  return taken(clean);
}

const readers: { [Field in DeliveryField]: (written: Written) => Reading<string | number> } = {
  name: text,
  brand: text,
  model: text,
  serialNumber: readSerialNumber,
  imei: readImei,
  imei2: readImei,
  simNumber: readPhone,
  iccid,
  accessories: text,
  price: readPrice,
  condition: text,
  note: text,
};

/** Raw values, as a file or a clerk writes them → values, problems, warnings. A missing serial number is a problem. */
export function checkDeliveryValues(raw: Readonly<Record<string, unknown>>): {
  values: DeliveryValues;
  problems: ValueNote[];
  warnings: ValueNote[];
} {
  const values: Record<string, string | number | null> = {};
  const problems: ValueNote[] = [];
  const warnings: ValueNote[] = [];
  for (const field of deliveryFields) {
    if (!(field in raw)) continue;
    const value = raw[field];
    const written: Written = typeof value === 'string' || typeof value === 'number' ? value : null;
    const reading =
      typeof written === 'string' && isFormulaText(written.trim())
        ? refused('cellIsFormula', { text: shorten(written.trim()) })
        : readers[field](written);
    values[field] = reading.value;
    if (reading.fault) problems.push({ field, ...reading.fault });
    if (reading.warning) warnings.push({ field, ...reading.warning });
  }
  const checked: DeliveryValues = values;
  checked.serialNumber ??= null;
  if (checked.serialNumber === null && !problems.some(({ field }) => field === 'serialNumber')) {
    problems.unshift({ field: 'serialNumber', problem: 'serialNumberMissing', details: {} });
  }
  return { values: checked, problems, warnings };
}
