/** Files of a register from before encryption: pictures of papers and former keys are sealed where they lie. Safe to repeat. */
import { hash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeFileSafely } from '../host/write-file-safely.ts';
import { deriveKey } from '../vault/derive-key.ts';
import { openBytes, sealBytes } from '../vault/sealed-bytes.ts';
import { createVaultFile, openKeys, readKeyFolder, sealKeys, writeVaultFile } from '../vault/vault-file.ts';

/** Raises what the disk raises. */
export function sealPlainFiles(dataDir: string, dataKey: Uint8Array): void {
  const key = deriveKey(dataKey, 'attachments');
  for (const name of listNames(path.join(dataDir, 'attachments'))) {
    const file = path.join(dataDir, 'attachments', name);
    const bytes = readFileSync(file);
    // What is not what its name says is sealed already, or damaged.
    if (hash('sha256', bytes, 'hex') === name) writeFileSafely(file, sealBytes(key, bytes, name));
  }
  for (const replica of listNames(path.join(dataDir, 'former-keys'))) {
    const folder = path.join(dataDir, 'former-keys', replica);
    const found = readKeyFolder(folder);
    if (found.kind === 'plain')
      writeVaultFile(folder, { ...createVaultFile(), sealed: sealKeys(dataKey, found.content) });
  }
}

/** The same files, sealed under another data key. Safe to repeat. Raises what the disk raises. */
export function resealFiles(dataDir: string, { from, to }: { from: Uint8Array; to: Uint8Array }): void {
  const keys = { from: deriveKey(from, 'attachments'), to: deriveKey(to, 'attachments') };
  for (const name of listNames(path.join(dataDir, 'attachments'))) {
    const file = path.join(dataDir, 'attachments', name);
    const bytes = openBytes(keys.from, readFileSync(file), name);
    if (bytes) writeFileSafely(file, sealBytes(keys.to, bytes, name));
  }
  for (const replica of listNames(path.join(dataDir, 'former-keys'))) {
    const folder = path.join(dataDir, 'former-keys', replica);
    const found = readKeyFolder(folder);
    const content =
      found.kind === 'vault' && found.file.sealed !== null ? openKeys(from, found.file.sealed) : undefined;
    if (found.kind === 'vault' && content !== undefined)
      writeVaultFile(folder, { ...found.file, sealed: sealKeys(to, content) });
  }
}

function listNames(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
