/** Sealing in the age format (age-encryption.org/v1): X25519 recipients, or a passphrase. */
import { Decrypter, Encrypter } from 'age-encryption';
import { FileRefused } from './file-refused.ts';

/** Every recipient can open it. */
export async function seal(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/** Throws FileRefused: `notOwner` when it is sealed to others, `altered` when it was touched since. */
export async function unseal(bytes: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  return open(decrypter, bytes);
}

export async function sealWithPassphrase(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(bytes);
}

/** Throws FileRefused: `notOwner` for another passphrase, `altered` when it was touched since. */
export async function unsealWithPassphrase(bytes: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return open(decrypter, bytes);
}

async function open(decrypter: Decrypter, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await decrypter.decrypt(bytes);
  } catch (error) {
    const isForOthers = error instanceof Error && error.message.startsWith('no identity matched');
    throw new FileRefused(isForOthers ? 'notOwner' : 'altered');
  }
}
