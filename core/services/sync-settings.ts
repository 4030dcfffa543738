/** The settings of this PC's sync, as the screen saves them. */
import { stat } from 'node:fs/promises';
import { Problem } from '../../shared/problems.ts';
import type { SyncSettings } from '../../shared/contract/sync.ts';
import type { Register } from '../register.ts';
import { readSyncSettings, saveSyncSettings } from '../sync/sync-settings.ts';

/** Changes the given settings, leaving the others. Raises folderMissing { folder }. */
export async function saveSettings(register: Register, given: Partial<SyncSettings>): Promise<SyncSettings> {
  const { folder } = given;
  if (folder && !(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new Problem('folderMissing', { folder });
  return register.exclusively(() =>
    register.transact(async (transaction) => {
      const settings = { ...(await readSyncSettings(transaction)), ...withoutUndefined(given) };
      await saveSyncSettings(transaction, settings);
      return settings;
    }),
  );
}

function withoutUndefined<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}
