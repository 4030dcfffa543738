/** Another data key for a register: what is said in `keys.json` first, and then done to every file. Stopped at any moment, the next opening goes on. */
import { randomBytes } from 'node:crypto';
import { openKeys, sealKeys, type VaultFile } from './vault-file.ts';
import type { Envelope } from './envelope.ts';
import { openBytes, sealBytes } from './sealed-bytes.ts';

const CONTEXT = 'so-may/former-data-key';

export function createDataKey(): Buffer {
  return randomBytes(32);
}

/** The vault with envelopes of the new key, which also opens what still lies under the former one. */
export function beginKeyChange(
  file: VaultFile,
  { from, to, envelopes }: { from: Uint8Array; to: Uint8Array; envelopes: Envelope[] },
): VaultFile {
  const sealed = file.sealed === null ? null : sealKeys(to, openKeys(from, file.sealed));
  return { ...file, envelopes, sealed, former: sealBytes(to, from, CONTEXT).toString('base64url') };
}

/** The former data key, while a change has not come to its end. */
export function findFormerDataKey(file: VaultFile | undefined, dataKey: Uint8Array): Buffer | undefined {
  return file?.former === undefined ? undefined : openBytes(dataKey, Buffer.from(file.former, 'base64url'), CONTEXT);
}

/** Every file has the new key: nothing opens by the former one any more. */
export function endKeyChange({ former: _former, ...file }: VaultFile): VaultFile {
  return file;
}
