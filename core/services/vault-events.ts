/** What happens to the keys of a register is remembered like every other event. Never a passphrase, a code or a key. */
import type { Register, Session } from '../register.ts';

interface VaultEvent {
  what:
    | 'protected'
    | 'passphraseChanged'
    | 'accountSaved'
    | 'accountRemoved'
    | 'codeRenewed'
    | 'recovered'
    | 'rotated'
    | 'keychain'
    | 'office'
    | 'schoolOpened'
    | 'idleLock';
  /** Whose passphrase, a record of `people`. */
  person?: string;
  /** Switched on or off, or minutes. */
  value?: string | number | boolean | null;
}

/** Writes the event `settings_changed` under who sits at the keyboard. */
export async function rememberVault(register: Register, session: Session, event: VaultEvent): Promise<void> {
  await register.run(session, async (command) => {
    command.create('events', { kind: 'settings_changed', details: JSON.stringify({ vault: event }) });
  });
}

/** Writes `sign_in`, and before it, once, what had been tried in vain while the register could not be written. */
export async function rememberUnlock(
  register: Register,
  person: string,
  { by, failed }: { by: 'passphrase' | 'code'; failed: { failures: number; lastAt: string } | undefined },
): Promise<void> {
  await register.runAs(person, async (command) => {
    if (failed)
      command.create('events', { kind: 'sign_in_failed', details: JSON.stringify({ person, by, ...failed }) });
    command.create('events', { kind: 'sign_in', details: JSON.stringify({ person, by }) });
  });
}
