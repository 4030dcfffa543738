/** Writing that cannot be half there: temporary name, fsync, rename, read back and compare (docs/sync.md "Where the files go"). */
import { open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** A `.part` of its own is removed on failure. Throws what the file system says; an Error when other bytes are read back. */
export async function writeFileSafely(file: string, bytes: Uint8Array): Promise<void> {
  const part = `${file}.part`;
  try {
    const handle = await open(part, 'w');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(path.dirname(file));
  if (!(await readFile(file)).equals(bytes)) {
    await rm(file, { force: true });
    throw new Error('the disk gave back other bytes than were written');
  }
}

/** Windows, and some sticks, cannot sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
