/** One file that a peer lacks. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Register } from '../register.ts';
import type { FileKind } from './files/outer-header.ts';

export interface OutgoingFile {
  name: string;
  kind: FileKind;
  sizeBytes: number;
  id: string;
  read(): Promise<Buffer>;
}

export function toOutgoing(kind: FileKind, name: string, file: { id: string; bytes: Buffer }): OutgoingFile {
  return { name, kind, id: file.id, sizeBytes: file.bytes.length, read: async () => file.bytes };
}

/** A package that lies in the data folder, read only when it goes; undefined when it does not lie there. */
export async function findOutgoing(
  register: Register,
  name: string,
  file: { id: string; place: string; kind?: FileKind },
): Promise<OutgoingFile | undefined> {
  const whole = path.join(register.options.dataDir, file.place);
  const found = await stat(whole).catch(() => undefined);
  return (
    found && { name, kind: file.kind ?? 'package', id: file.id, sizeBytes: found.size, read: () => readFile(whole) }
  );
}
