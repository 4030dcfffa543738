/** Devices as a page shows them, and the stock. */
import type { DeviceRow, StockLine } from '../../shared/contract/devices.ts';
import type { ReceiptEntry } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { cleanText } from '../../shared/rules/written.ts';
import {
  countListedDevices,
  type ListedDevices,
  listDevicePage,
  listDevicesNumbered,
  selectDeviceRows,
  type SelectedDevice,
} from '../queries/device-list.ts';
import { listReceiptsOfDevice } from '../queries/receipt-entries.ts';
import { findRecordOwner } from '../queries/record-owner.ts';
import { ownerAsked } from '../queries/schools.ts';
import { listStockLines } from '../queries/stock.ts';
import type { Register } from '../register.ts';
import { maskReceipt } from './receipt-list.ts';

/** One page of the devices that match, in the order in which they were entered. */
export async function listDevices(
  register: Register,
  input: ListedDevices & { owner: string | null; offset: number; limit: number },
): Promise<{ total: number; rows: DeviceRow[] }> {
  const owner = ownerAsked(await register.getInstallation(), input.owner);
  const filter = { ...input, text: cleanText(input.text) };
  const total = await countListedDevices(register.reader, owner, filter);
  const rows = input.offset < total ? await listDevicePage(register.reader, owner, filter) : [];
  return { total, rows: rows.map(toDeviceRow) };
}

/**
 * One device with all its papers, the newest first; also one that was voided.
 *
 * Raises recordNotFound { table, record }.
 */
export async function getDevice(register: Register, id: string): Promise<DeviceRow & { receipts: ReceiptEntry[] }> {
  const owner = await findRecordOwner(register.reader, 'devices', id);
  if (owner === undefined) throw new Problem('recordNotFound', { table: 'devices', record: id });
  const row = await selectDeviceRows(register.reader, owner).where('deviceSearch.device', '=', id).executeTakeFirst();
  if (!row) throw new Problem('recordNotFound', { table: 'devices', record: id });
  return { ...toDeviceRow(row), receipts: (await listReceiptsOfDevice(register.reader, owner, id)).map(maskReceipt) };
}

/** The device with this serial number, IMEI, SIM number or ICCID, as scanned; null when none has it. */
export async function findDeviceByNumber(register: Register, number: string): Promise<DeviceRow | null> {
  const owner = ownerAsked(await register.getInstallation(), null);
  const scanned = cleanText(number)
    .replace(/^(?:s\/n|imei\s*\d?|iccid)\s*[:.]\s*/i, '')
    .replace(/\s/g, '');
  if (scanned === '') return null;
  const [row] = await listDevicesNumbered(register.reader, owner, scanned);
  return row ? toDeviceRow(row) : null;
}

/** Devices in use by round and model, and where they are. */
export async function listStock(
  register: Register,
  { owner, round }: { owner: string | null; round: string | null },
): Promise<StockLine[]> {
  return listStockLines(register.reader, ownerAsked(await register.getInstallation(), owner), round);
}

function toDeviceRow({ roundName, ...row }: SelectedDevice): DeviceRow {
  return { ...row, roundName: roundName ?? '' };
}
