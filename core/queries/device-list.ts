/** Devices with where they are: one by id or number, and pages of the long table. */
import { expressionBuilder, sql } from 'kysely';
import type { z } from 'zod';
import type { deviceState } from '../../shared/contract/devices.ts';
import type { ReadHandle } from '../database/handles.ts';
import { isSerialNumber } from '../database/sqlite/serial-number.ts';
import type { Tables } from '../database/tables.ts';
import { schoolName } from './schools.ts';

export interface ListedDevices {
  /** Part of a number, name, brand or model; empty: all. */
  text: string;
  round: string | null;
  model: string | null;
  /** Null: every device that is not voided. */
  state: z.output<typeof deviceState> | null;
}

/** Columns in which the search box of the table looks. */
const SEARCHED = ['serialNumber', 'imei', 'imei2', 'simNumber', 'iccid', 'name', 'brand', 'model'] as const;

/** What a row of the table shows, of any devices of one owner or of all. */
export function selectDeviceRows(db: ReadHandle, owner: string | null) {
  return db
    .selectFrom('deviceSearch')
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'deviceSearch.owner').onRef('devices.id', '=', 'deviceSearch.device'),
    )
    .leftJoin('rounds', (join) =>
      join.onRef('rounds.owner', '=', 'devices.owner').onRef('rounds.id', '=', 'devices.round'),
    )
    .leftJoin('deliveries', (join) =>
      join.onRef('deliveries.owner', '=', 'devices.owner').onRef('deliveries.id', '=', 'devices.delivery'),
    )
    .leftJoin('students', (join) =>
      join.onRef('students.owner', '=', 'deviceSearch.owner').onRef('students.id', '=', 'deviceSearch.student'),
    )
    .leftJoin('classes', (join) =>
      join.onRef('classes.owner', '=', 'students.owner').onRef('classes.id', '=', 'students.class'),
    )
    .select([
      'devices.id',
      'devices.owner',
      schoolName(db, 'devices.owner'),
      'devices.round',
      'rounds.name as roundName',
      'devices.name',
      'devices.brand',
      'devices.model',
      'devices.serialNumber',
      'devices.imei',
      'devices.imei2',
      'devices.simNumber',
      'devices.iccid',
      'devices.accessories',
      'devices.price',
      'devices.condition',
      'devices.note',
      'deliveries.documentNumber',
      'deviceSearch.state',
      'deviceSearch.student',
      'students.fullName as studentName',
      'classes.name as className',
    ])
    .$if(owner !== null, (query) => query.where('deviceSearch.owner', '=', owner ?? ''));
}
export type SelectedDevice = Awaited<ReturnType<ReturnType<typeof selectDeviceRows>['execute']>>[number];

export async function countListedDevices(db: ReadHandle, owner: string | null, filter: ListedDevices): Promise<number> {
  const { total } = await narrow(db, owner, filter)
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** One page, in the order in which the devices were entered. */
export function listDevicePage(
  db: ReadHandle,
  owner: string | null,
  filter: ListedDevices & { offset: number; limit: number },
): Promise<SelectedDevice[]> {
  const page = narrow(db, owner, filter)
    .select('deviceSearch.device')
    .orderBy('deviceSearch.device')
    .limit(filter.limit)
    .offset(filter.offset);
  return selectDeviceRows(db, owner).where('deviceSearch.device', 'in', page).orderBy('devices.id').execute();
}

function narrow(db: ReadHandle, owner: string | null, { text, round, model, state }: ListedDevices) {
  return db
    .selectFrom('deviceSearch')
    .$if(owner !== null, (query) => query.where('deviceSearch.owner', '=', owner ?? ''))
    .$if(round !== null, (query) => query.where('deviceSearch.round', '=', round ?? ''))
    .$if(state !== null, (query) => query.where('deviceSearch.state', '=', state ?? 'voided'))
    .$if(state === null, (query) => query.where('deviceSearch.state', '!=', 'voided'))
    .$if(text !== '' || model !== null, (query) =>
      query.where('deviceSearch.device', 'in', matchingDevices(db, owner, { text, model })),
    );
}

/** Ids of the devices that match, found in one look through the table of devices alone. */
function matchingDevices(db: ReadHandle, owner: string | null, { text, model }: Pick<ListedDevices, 'text' | 'model'>) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return db
    .selectFrom('devices')
    .select('devices.id')
    .$if(owner !== null, (query) => query.where('devices.owner', '=', owner ?? ''))
    .$if(model !== null, (query) => query.where('devices.model', '=', model))
    .$if(text !== '', (query) => query.where(isInLabel(pattern)));
}

/** All that is written on a device, in one line: “samsung sm-t225” is found as much as a part of a number. */
function isInLabel(pattern: string) {
  const column = expressionBuilder<Tables, 'devices'>();
  const columns = SEARCHED.map((name) => column.ref(`devices.${name}`));
  return sql<boolean>`lower(concat_ws(' ', ${sql.join(columns)})) like lower(${pattern}) escape '\\'`;
}

/**
 * Devices that bear this very number as serial number (in any case), IMEI, SIM number or ICCID; devices in use before
 * voided ones.
 */
export async function listDevicesNumbered(
  db: ReadHandle,
  owner: string | null,
  number: string,
): Promise<SelectedDevice[]> {
  const where = expressionBuilder<Tables, 'devices'>();
  const ways = [
    isSerialNumber(number),
    ...(['imei', 'imei2', 'simNumber', 'iccid'] as const).map((column) => where(`devices.${column}`, '=', number)),
  ];
  for (const way of ways) {
    const rows = await selectDeviceRows(db, owner)
      .where(way)
      .$if(owner !== null, (query) => query.where('devices.owner', '=', owner ?? ''))
      .orderBy('devices.voidedAt', (order) => order.asc().nullsFirst())
      .orderBy('devices.id')
      .execute();
    if (rows.length > 0) return rows;
  }
  return [];
}
