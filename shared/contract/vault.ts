/** Who may open the register, and how: passphrases, the printed code, this PC, the operating system's keychain, the office. */
import { z } from 'zod';
import { recordId } from '../records/record-table.ts';
import { passphrase, raises, recoveryCode, write } from './procedure.ts';
import { person } from './register.ts';

export const vaultStatus = z.object({
  /** True: nothing can be read until somebody opens it. */
  isLocked: z.boolean(),
  /** Who has a passphrase, in the order in which they got it; `waitSeconds`: after wrong attempts. */
  accounts: z.array(z.object({ person: recordId, name: z.string(), waitSeconds: z.number().int() })),
  /** Of the printed recovery code; null: there is none. */
  code: z.object({ madeAt: z.string(), isKept: z.boolean(), waitSeconds: z.number().int() }).nullable(),
  /** True: this PC opens the register by a key file of its own, without anybody. */
  opensByDevice: z.boolean(),
  /** `none`: this PC has no keychain that answers. */
  keychain: z.enum(['on', 'off', 'none']),
  /** The office that can open the register as well; null: none. `canAdd`: its name, once enrolled. */
  office: z.object({ name: z.string().nullable(), canAdd: z.string().nullable() }),
  /** Minutes without a key or a click after which the screens lock; null: never. */
  lockAfterMinutes: z.number().int().nullable(),
  /** The register as it was before it was encrypted, which goes with the first verified backup; null: gone. */
  plainFile: z.string().nullable(),
});
export type VaultStatus = z.output<typeof vaultStatus>;

/** The recovery code, as digits; answered once, kept nowhere but on paper. */
const newCode = z.object({ code: z.string() });
const done = z.object({});
/** Proof of the person at the keyboard. */
const proof = { passphrase };
const proofProblems = ['wrongPassphrase', 'attemptsSlowed', 'personNotChosen', 'accountMissing'] as const;
const passphraseProblems = ['passphraseTooWeak'] as const;

export const vault = {
  status: write.output(vaultStatus),
  /** The first passphrase, for the person at the keyboard: from now on this PC opens nothing by itself. */
  protect: write
    .errors(raises('alreadyProtected', 'registerIsTrial', 'personNotChosen', ...passphraseProblems))
    .input(z.object({ newPassphrase: passphrase }))
    .output(newCode),
  /** The code stands on paper: the person has typed two groups of it. */
  keepCode: write.output(done),
  unlock: write
    .errors(raises('wrongPassphrase', 'attemptsSlowed', 'accountMissing', 'registerDamaged', 'registerTooNew'))
    .input(z.object({ person: recordId, passphrase }))
    .output(z.object({ person: person.nullable() })),
  /** Closes the register for every window of this program until somebody opens it again. */
  lock: write.errors(raises('notProtected')).output(done),
  changePassphrase: write
    .errors(raises(...proofProblems, ...passphraseProblems))
    .input(z.object({ ...proof, newPassphrase: passphrase }))
    .output(done),
  /** Gives a person a passphrase, or a new one in place of a forgotten one. */
  saveAccount: write
    .errors(raises(...proofProblems, ...passphraseProblems))
    .input(z.object({ ...proof, person: recordId, newPassphrase: passphrase }))
    .output(done),
  removeAccount: write
    .errors(raises(...proofProblems, 'lastAccount'))
    .input(z.object({ ...proof, person: recordId }))
    .output(done),
  /** With the printed code, without any network: a new passphrase for a person who has one; the code is used up and another is made. */
  recover: write
    .errors(
      raises(
        'wrongCode',
        'attemptsSlowed',
        'accountMissing',
        'registerDamaged',
        'registerTooNew',
        ...passphraseProblems,
      ),
    )
    .input(z.object({ code: recoveryCode, person: recordId, newPassphrase: passphrase }))
    .output(newCode.extend({ person: person.nullable() })),
  renewCode: write
    .errors(raises(...proofProblems))
    .input(z.object(proof))
    .output(newCode),
  /** Encrypts everything anew under another key. Who is `dropped` needs a new passphrase from the person at the keyboard. */
  rotate: write
    .errors(raises(...proofProblems, 'registerInUse'))
    .input(z.object(proof))
    .output(newCode.extend({ dropped: z.array(z.string()) })),
  saveKeychain: write
    .errors(raises(...proofProblems, 'keychainMissing'))
    .input(z.object({ ...proof, isOn: z.boolean() }))
    .output(done),
  /** Lets the office of this school open the register too, should every passphrase and the code be lost. */
  saveOffice: write
    .errors(raises(...proofProblems, 'notEnrolled'))
    .input(z.object({ ...proof, isOn: z.boolean() }))
    .output(done),
  /**
   * At an office: opens the register of a school that has lost every passphrase and the code, by the envelope that the school sealed to this office, and sets a
   * new passphrase there. `folder`: the school's data folder or a backup of it. `passphrase`: of the person at the office's keyboard, where somebody has one.
   */
  rescue: write
    .errors(raises(...proofProblems, ...passphraseProblems, 'schoolKeysMissing', 'notSealedToOffice'))
    .input(
      z.object({
        folder: z.string().trim().min(1).max(1000),
        account: z.string().trim().min(1).max(500).optional(),
        newPassphrase: passphrase,
        passphrase: passphrase.optional(),
      }),
    )
    .output(newCode.extend({ name: z.string() })),
  saveIdleLock: write.input(z.object({ minutes: z.number().int().min(1).max(240).nullable() })).output(done),
};
