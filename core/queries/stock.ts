/** What lies in stock: counted by model, and in the order in which it is given out. */
import type { StockLine } from '../../shared/contract/devices.ts';
import type { ReadHandle } from '../database/handles.ts';

/**
 * Devices of the round that nobody holds and that are planned for nobody, as they came: by delivery, then in the order
 * of its lines. A device that was typed without a delivery stands where it was entered.
 */
export function listDevicesInStock(
  db: ReadHandle,
  owner: string,
  filter: { round: string; model: string | null; limit: number },
): Promise<{ id: string }[]> {
  return db
    .selectFrom('deviceSearch')
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'deviceSearch.owner').onRef('devices.id', '=', 'deviceSearch.device'),
    )
    .select('devices.id')
    .where('deviceSearch.owner', '=', owner)
    .where('deviceSearch.round', '=', filter.round)
    .where('deviceSearch.state', '=', 'in_stock')
    .$if(filter.model !== null, (query) => query.where('devices.model', '=', filter.model))
    .orderBy((order) => order.fn.coalesce('devices.delivery', 'devices.id'))
    .orderBy('devices.id')
    .limit(filter.limit)
    .execute();
}

/** Devices in use by round, brand and model. */
export async function listStockLines(db: ReadHandle, owner: string | null, round: string | null): Promise<StockLine[]> {
  const rows = await db
    .selectFrom('deviceSearch')
    .innerJoin('devices', (join) =>
      join.onRef('devices.owner', '=', 'deviceSearch.owner').onRef('devices.id', '=', 'deviceSearch.device'),
    )
    .select(['deviceSearch.round', 'devices.brand', 'devices.model', 'deviceSearch.state'])
    .select((select) => select.fn.countAll<number>().as('count'))
    .$if(owner !== null, (query) => query.where('deviceSearch.owner', '=', owner ?? ''))
    .where('deviceSearch.state', '!=', 'voided')
    .$if(round !== null, (query) => query.where('deviceSearch.round', '=', round ?? ''))
    .groupBy(['deviceSearch.round', 'devices.brand', 'devices.model', 'deviceSearch.state'])
    .orderBy('deviceSearch.round')
    .orderBy('devices.brand')
    .orderBy('devices.model')
    .execute();
  const rounds = await db
    .selectFrom('rounds')
    .select(['id', 'name'])
    .$if(owner !== null, (query) => query.where('owner', '=', owner ?? ''))
    .execute();
  const names = new Map(rounds.map(({ id, name }) => [id, name]));
  const lines = new Map<string, StockLine>();
  for (const { state, count, ...kind } of rows) {
    const key = JSON.stringify(kind);
    const line = lines.get(key) ?? {
      ...kind,
      roundName: names.get(kind.round) ?? '',
      total: 0,
      inStock: 0,
      assigned: 0,
      handedOver: 0,
    };
    line.total += count;
    if (state === 'in_stock') line.inStock += count;
    else if (state === 'assigned') line.assigned += count;
    else line.handedOver += count;
    lines.set(key, line);
  }
  return [...lines.values()];
}
