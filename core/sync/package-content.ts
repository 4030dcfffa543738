/** What a package carries, read from the journal; and that it is still true when its file is written. */
import { setImmediate } from 'node:timers/promises';
import type { WriteHandle } from '../database/handles.ts';
import type { PackageRow } from '../database/tables.ts';
import { countErasedSubjects } from '../queries/erasures.ts';
import { listChangesToPack } from '../queries/package-changes.ts';
import { listSecrets } from '../queries/secrets.ts';
import type { Register } from '../register.ts';
import type { PackageContent } from './seal-package.ts';

const CHANGES_PER_READING = 2000;

/** Read again when an erasure is committed meanwhile. `erased`: how many subjects were by then. */
export async function readContent(
  { reader }: Register,
  { owner, replica, first, last }: Pick<PackageRow, 'owner' | 'replica' | 'first' | 'last'>,
): Promise<PackageContent & { erased: number }> {
  for (;;) {
    const erased = await countErasedSubjects(reader);
    const changes = [];
    for (let from = first; from <= last; from += CHANGES_PER_READING) {
      const until = Math.min(last, from + CHANGES_PER_READING - 1);
      changes.push(...(await listChangesToPack(reader, replica, from, until)));
      // The window goes on in between.
      await setImmediate();
    }
    const subjects = [...new Set(changes.map(({ subject }) => subject))];
    const secrets = await listSecrets(reader, owner, subjects);
    const withheld = new Map(changes.flatMap(({ seq, commitment }) => (commitment ? [[seq, commitment]] : [])));
    if ((await countErasedSubjects(reader)) === erased) return { changes, secrets, withheld, erased };
  }
}

/** Commits `work` unless an erasure was committed since: by another window perhaps, and it knew nothing of the file that was just written. */
export async function ifNothingWasErased(
  register: Register,
  erased: number,
  work: (transaction: WriteHandle) => Promise<void>,
): Promise<boolean> {
  return register.exclusively(() =>
    register.transact(async (transaction) => {
      if ((await countErasedSubjects(transaction)) > erased) return false;
      await work(transaction);
      return true;
    }),
  );
}
