/** Sticks that are in and do not carry files yet. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problems.ts';
import { toFolderProblem } from '../carriers/carrier-files.ts';
import { CARRIED_FOLDER } from '../carriers/folder-carrier.ts';
import { listSticks } from '../carriers/stick-places.ts';
import type { Register } from '../register.ts';
import { saveSettings } from './sync-settings.ts';

/**
 * Makes a stick that is in one that carries files, and lets sticks be used: it is visited by itself from now on.
 *
 * Raises folderGone { reason } when it is not in, folderWriteProtected, folderFull.
 */
export async function takeStick(register: Register, place: string): Promise<void> {
  if (!(await listSticks()).includes(place)) throw new Problem('folderGone', { reason: 'noStick' });
  try {
    await mkdir(path.join(place, CARRIED_FOLDER), { recursive: true });
  } catch (error) {
    throw toFolderProblem(error);
  }
  await saveSettings(register, { usesSticks: true });
}
