/** Does a file invite? By its first lines (docs/sync.md "A file"), for the page alone: core/ looks again. */
import { z } from 'zod';

const MOST_HEADER_BYTES = 4200;
const header = z.object({ kind: z.literal('invitation') });

export async function isInvitation(file: Blob): Promise<boolean> {
  const [magic, line = ''] = (await file.slice(0, MOST_HEADER_BYTES).text()).split('\n');
  if (magic !== 'so-may 1') return false;
  try {
    return header.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}
