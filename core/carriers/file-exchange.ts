/** What a carrier asks of the exchange: files to take along, and someone to hand over what came. */
import type { Exchange } from '../sync/exchange.ts';

export type FileExchange = Pick<
  Exchange,
  | 'pack'
  | 'peers'
  | 'outgoing'
  | 'receive'
  | 'isWanted'
  | 'refuseOversized'
  | 'pickConfirmed'
  | 'acknowledgementFor'
  | 'findKnownCaller'
  | 'signRequest'
>;
