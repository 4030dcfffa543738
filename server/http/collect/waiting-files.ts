/** What an office has for one of its members, and a cursor by which the member knows whether that is news. */
import { createHash } from 'node:crypto';
import type { FileExchange } from '../../../core/carriers/file-exchange.ts';
import type { OutgoingFile } from '../../../core/sync/outgoing-file.ts';

/** A list longer than this is told in parts: what was fetched and acknowledged makes room for the rest. */
const MOST_FILES = 1000;

export interface WaitingFiles {
  files: OutgoingFile[];
  /**
   * Two marks with a `-` between: of all files but the acknowledgement, and of the acknowledgement. Whoever just received the
   * latter as an answer compares the former only. `0`: none.
   */
  cursor: string;
}

export async function listWaitingFiles(exchange: FileExchange, owner: string): Promise<WaitingFiles> {
  const files = await exchange.outgoing(owner);
  const acknowledgements = files.filter((file) => file.kind === 'acknowledgement');
  const others = files.filter((file) => file.kind !== 'acknowledgement');
  const listed = [...acknowledgements, ...others].slice(0, MOST_FILES);
  return { files: listed, cursor: `${markOf(others)}-${markOf(acknowledgements)}` };
}

function markOf(files: OutgoingFile[]): string {
  if (files.length === 0) return '0';
  const hash = createHash('sha256');
  for (const id of files.map((file) => file.id).sort()) hash.update(id).update('\n');
  return hash.digest('base64url').slice(0, 16);
}
