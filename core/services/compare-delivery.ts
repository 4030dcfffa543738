/** Compares the lines of a delivery note with the devices of the register. */
import { Problem } from '../../shared/problems.ts';
import { betterSpelling } from '../../shared/rules/better-spelling.ts';
import { serialNumberKey } from '../../shared/rules/serial-number.ts';
import type { ReadHandle } from '../database/handles.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { Command } from '../journal/command.ts';
import { listRounds } from '../queries/places.ts';
import { groupBy } from '../queries/used-rows.ts';
import type { DeliveryValues } from '../spreadsheets/delivery-values.ts';
import { type ComparedRow, type Comparison, type FileRow, type FileValue, placeNote } from './import-comparison.ts';
import type { FileToCompare, ValueNote, WriteOptions } from './import-comparison.ts';

type Device = SyncedRow<'devices'>;
type DeviceValues = DeliveryValues & { serialNumber: string };

interface LinePlan {
  values: DeviceValues;
  match: Device | null;
  problems: ValueNote[];
  fields: Partial<Record<keyof DeliveryValues, string | number>>;
}

const TEXT_FIELDS = ['name', 'brand', 'model', 'accessories', 'condition', 'note'] as const;
const PLAIN_FIELDS = ['imei', 'imei2', 'simNumber', 'iccid', 'price'] as const;
const ROWS_PER_REPORT = 100;

/**
 * A line means the device of its serial number; a line whose IMEI belongs to another device is refused. What the
 * register has is completed and mended, never emptied. Void devices do not count.
 */
export async function compareDelivery(db: ReadHandle, file: FileToCompare): Promise<Comparison> {
  const { owner, rows } = file;
  const devices = await db
    .selectFrom('devices')
    .selectAll()
    .where('owner', '=', owner)
    .where('voidedAt', 'is', null)
    .orderBy('id')
    .execute();
  const plans = planLines(rows.map(toValues), devices);
  const outcome: Comparison['outcome'] = (index) => {
    const plan = plans[index];
    if (!plan || plan.problems.length > 0) return 'problem';
    if (!plan.match) return 'new';
    return Object.keys(plan.fields).length > 0 ? 'changed' : 'unchanged';
  };
  return {
    rows: rows.map((row, index) => toCompared(row, plans[index], outcome(index, true))),
    outcome,
    write: async (command, options) => {
      const good = plans.filter((plan): plan is LinePlan => plan !== undefined && plan.problems.length === 0);
      await writeLines(command, good, file, options);
    },
  };
}

function toValues(row: FileRow): DeviceValues | undefined {
  const { serialNumber } = row.values;
  return row.problems.length > 0 || typeof serialNumber !== 'string' ? undefined : { ...row.values, serialNumber };
}

function planLines(lines: readonly (DeviceValues | undefined)[], devices: readonly Device[]): (LinePlan | undefined)[] {
  const bySerial = groupBy(devices, (device) => serialNumberKey(device.serialNumber));
  const byImei = new Map<string, Device>();
  for (const device of devices) for (const imei of [device.imei, device.imei2]) if (imei) byImei.set(imei, device);
  return lines.map((values) => {
    if (!values) return undefined;
    const { serialNumber } = values;
    const [match, ...others] = bySerial.get(serialNumberKey(serialNumber)) ?? [];
    const plan: LinePlan = { values, match: match ?? null, problems: [], fields: {} };
    if (others.length > 0)
      plan.problems.push({ problem: 'deviceAmbiguous', field: 'serialNumber', details: { serialNumber } });
    for (const field of ['imei', 'imei2'] as const) {
      const imei = values[field];
      const holder = imei ? byImei.get(imei) : undefined;
      if (!imei || !holder || holder === match) continue;
      const details = { imei, serialNumber: holder.serialNumber };
      plan.problems.push({ problem: 'imeiOfAnotherDevice', field, details });
    }
    Object.assign(plan.fields, differences(values, match));
    return plan;
  });
}

function differences(values: DeviceValues, stored: Device | undefined): LinePlan['fields'] {
  const fields: LinePlan['fields'] = {};
  for (const field of TEXT_FIELDS) {
    const value = betterSpelling(stored?.[field] ?? null, values[field]);
    if (value !== null) fields[field] = value;
  }
  for (const field of PLAIN_FIELDS) {
    const value = values[field];
    if (value !== null && value !== undefined && value !== '' && value !== stored?.[field]) fields[field] = value;
  }
  // Two IMEIs in the other order are the same two.
  if (stored && values.imei === stored.imei2 && values.imei2 === stored.imei) {
    delete fields.imei;
    delete fields.imei2;
  }
  return fields;
}

function toCompared(row: FileRow, plan: LinePlan | undefined, group: ComparedRow['group']): ComparedRow {
  const before: Record<string, FileValue> = {};
  if (group === 'changed' && plan?.match)
    for (const field of Object.keys(plan.fields) as (keyof DeliveryValues)[]) before[field] = plan.match[field] ?? null;
  return {
    group,
    isLowered: false,
    label: String(row.values['serialNumber'] ?? row.source['serialNumber']?.text ?? row.values['name'] ?? ''),
    match: plan?.match?.id ?? null,
    before,
    problems: [...row.problems, ...(plan?.problems ?? []).map((note) => placeNote(row, note))],
    warnings: [...row.warnings],
  };
}

/** Raises roundNotFound where the register has no round for what arrives. */
async function writeLines(
  command: Command,
  plans: readonly LinePlan[],
  file: FileToCompare,
  { onProgress }: WriteOptions,
): Promise<void> {
  let delivery: { id: string; round: string; receivedOn: string } | undefined;
  const changes: { id: string; fields: LinePlan['fields'] }[] = [];
  for (const [index, { values, match, fields }] of plans.entries()) {
    if (index % ROWS_PER_REPORT === 0) onProgress(index, plans.length);
    if (match) {
      if (Object.keys(fields).length > 0) changes.push({ id: match.id, fields });
      continue;
    }
    delivery ??= await saveDelivery(command, file);
    const { id, round, receivedOn } = delivery;
    const device = await command.createMany('devices', {
      delivery: id,
      round,
      serialNumber: values.serialNumber,
      ...(fields as Partial<DeviceFields>),
    });
    await command.createMany('movements', { device, kind: 'received', movedOn: receivedOn, delivery: id });
  }
  await command.changeMany('devices', changes as { id: string; fields: Partial<DeviceFields> }[]);
  onProgress(plans.length, plans.length);
}
type DeviceFields = Omit<Device, 'owner' | 'id' | 'delivery' | 'round' | 'serialNumber' | 'voidedAt' | 'voidReason'>;

/** The delivery of this note: one of the same number, day and round goes on, else a new one. */
async function saveDelivery(
  command: Command,
  file: FileToCompare,
): Promise<{ id: string; round: string; receivedOn: string }> {
  const db = await command.read();
  const rounds = (await listRounds(db, command.owner)).filter((row) => row.voidedAt === null);
  const round = file.round === null ? rounds[0] : rounds.find(({ id }) => id === file.round);
  if (!round) throw new Problem('roundNotFound');
  const facts = file.delivery ?? { documentNumber: null, documentDate: null, giver: null, receivedOn: file.today };
  const known = await db
    .selectFrom('deliveries')
    .select(['id', 'receivedOn', 'documentNumber', 'documentDate'])
    .where('owner', '=', command.owner)
    .where('round', '=', round.id)
    .where('voidedAt', 'is', null)
    .execute();
  const same = known.find(
    (row) =>
      facts.documentNumber !== null &&
      row.documentNumber === facts.documentNumber &&
      row.documentDate === facts.documentDate,
  );
  if (same) return { id: same.id, round: round.id, receivedOn: same.receivedOn };
  const id = command.create('deliveries', { round: round.id, ...facts });
  return { id, round: round.id, receivedOn: facts.receivedOn };
}
