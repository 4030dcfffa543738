/** What became of a file that came, whatever carried it. */
import type { OpenedFile } from '../../shared/contract/sync.ts';
import type { RefusalReason } from '../../shared/records/office.ts';
import type { FileKind } from './files/outer-header.ts';

export type Carried = 'http' | 'folder' | 'hand';

/** The bytes of a file and how they came. */
export interface Arrival {
  bytes: Buffer;
  carrier: Carried;
  /** Under which id it is kept already: that of the package as it came, which a redacted one has no longer. */
  keptAs?: string;
}

/** Names a file that need not be read again, by the hash of its payload: it alone decided, not who is trusted, nor the outer header. */
export function readSetting({ payloadSha256 }: { payloadSha256: string }): string {
  return `read:${payloadSha256}`;
}

export interface Received {
  kind: FileKind;
  owner: string;
  outcome: OpenedFile['outcome'];
  reason: RefusalReason | null;
  changes: number;
  refusedChanges: number;
  id: string;
}
