/** Ids of installations, owners and changes (docs/journal.md). */
import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** A random id of a replica or an owner: 16 characters, 80 bits. */
export function createInstallationId(): string {
  return Array.from(randomBytes(16), (byte) => ALPHABET[byte % 32]).join('');
}

/** Id of a change, and of the record that it creates. */
export function changeId(replica: string, seq: number): string {
  return `${replica}-${seq.toString(36).padStart(7, '0')}`;
}

/** The parts of a change id; undefined for any other text. */
export function parseChangeId(id: string): { replica: string; seq: number } | undefined {
  const match = /^([0-9a-z]{16})-([0-9a-z]{7})$/.exec(id);
  return match ? { replica: match[1]!, seq: Number.parseInt(match[2]!, 36) } : undefined;
}
