/** Sealing in the age format, to several readers at once or to whoever knows a passphrase. */
import { Decrypter, Encrypter } from 'age-encryption';
import { FileRefused } from './file-refused.ts';

/** Work factor of a passphrase of 20 random digits: 2^15. */
const PASSPHRASE_LOG_N = 15;

export async function seal(content: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  return encrypter.encrypt(content);
}

/** Throws FileRefused: `notOwner` when it is sealed to others, `altered` when it was touched since. */
export async function unseal(payload: Uint8Array, identities: readonly string[]): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decrypt(payload);
  } catch (error) {
    const isForOthers = error instanceof Error && error.message.startsWith('no identity matched');
    if (isForOthers) throw new FileRefused('notOwner', 'sealed to others', 'forGood');
    throw new FileRefused('altered', 'cannot be opened');
  }
}

export async function sealWithPassphrase(content: Uint8Array, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(PASSPHRASE_LOG_N);
  encrypter.setPassphrase(passphrase);
  return encrypter.encrypt(content);
}

/** The content; undefined for another passphrase. */
export async function unsealWithPassphrase(payload: Uint8Array, passphrase: string): Promise<Uint8Array | undefined> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  return decrypter.decrypt(payload).catch(() => undefined);
}
