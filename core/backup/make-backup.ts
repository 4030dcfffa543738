/** What a person asks for and watches: a backup now, the way back to one. */
import type { BackupDone, BackupProgress, BackupSecret, RestoreResult } from '../../shared/contract/backups.ts';
import { isProblem, Problem } from '../../shared/problems.ts';
import { streamEvents } from '../jobs/event-stream.ts';
import { findPerson } from '../queries/people.ts';
import type { Register, Session } from '../register.ts';
import { rememberAlone, rememberEvent } from '../services/remember-event.ts';
import { lockRegister } from '../services/vault-unlock.ts';
import type { Opener } from './backup-keys.ts';
import { checkWholePath } from './backup-problem.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { recoverLeftovers } from './recover-leftovers.ts';
import { restoreBackup, type RestoreRequest } from './restore-backup.ts';

/**
 * Ends with what was made and where, remembered under who asked for it (what the program makes by itself is not); whoever stops listening stops it, and nothing is left of it.
 *
 * Raises registerNotSetUp, backupCancelled, and the place's Problem when none could be written.
 */
export async function* makeBackup(
  register: Register,
  session: Session,
  to: string | null,
  outer?: AbortSignal,
): AsyncGenerator<BackupProgress | BackupDone, void> {
  if (to !== null) checkWholePath(to);
  // Before it is made, so that the backup holds it and nothing is new afterwards.
  if (session.personId !== null) await rememberAlone(register, session, 'backup_made', {});
  try {
    const done = yield* streamEvents<BackupProgress, BackupDone>(
      (emit, signal) => register.part(BackupKeeper).make({ reason: 'person', to }, emit, signal),
      outer,
    );
    const [failed] = done.failed;
    if (failed && done.made.length === 0) throw new Problem(failed.problem, { place: failed.place });
    yield done;
  } catch (error) {
    const problem = isProblem(error) ? error.code : 'bug';
    if (session.personId !== null && !register.isLocked)
      await rememberAlone(register, session, 'backup_made', { what: 'backupFailed', problem });
    throw error;
  }
}

/**
 * {@link restoreBackup}, told step by step; ends with what became of it. Whose passphrase opened the backup takes the seat; after a code, which says nothing
 * of who it is, the register is locked where somebody has a passphrase: the unlock screen goes on from there.
 */
export async function* restoreInSteps(
  register: Register,
  session: Session,
  request: RestoreRequest,
  outer?: AbortSignal,
): AsyncGenerator<BackupProgress | { type: 'done'; result: RestoreResult }, void> {
  const { result, opener } = yield* streamEvents<BackupProgress, Awaited<ReturnType<typeof restoreBackup>>>(
    (emit, signal) => restoreBackup(register, request, emit, signal),
    outer,
  );
  await rememberRestored(register, session, opener, result);
  await settleSeat(register, session, opener);
  yield { type: 'done', result };
}

/** {@link recoverLeftovers}, told and ended like {@link restoreInSteps}. */
export async function* recoverInSteps(
  register: Register,
  session: Session,
  secret: BackupSecret | undefined,
  outer?: AbortSignal,
): AsyncGenerator<BackupProgress | { type: 'done'; result: RestoreResult }, void> {
  const { result, opener } = yield* streamEvents<BackupProgress, Awaited<ReturnType<typeof recoverLeftovers>>>(
    (emit) => recoverLeftovers(register, secret, emit),
    outer,
  );
  await rememberRestored(register, session, opener, result);
  await settleSeat(register, session, opener);
  yield { type: 'done', result };
}

/** Under whose passphrase opened the backup, else who sat there before as far as the restored register knows the person, else nobody. */
async function rememberRestored(
  register: Register,
  session: Session,
  opener: Opener,
  { replayed, salvaged }: RestoreResult,
): Promise<void> {
  const { owner } = await register.getInstallation();
  const asked = opener.by === 'passphrase' ? opener.person : session.personId;
  const person = asked === null ? undefined : await findPerson(register.reader, owner, asked);
  await register.runAs(person?.id, async (command) => {
    rememberEvent(command, 'restored', { replayed: replayed.changes, salvaged: salvaged.changes });
  });
}

async function settleSeat(register: Register, session: Session, opener: Opener): Promise<void> {
  if (opener.by === 'computer') return;
  const { owner } = await register.getInstallation();
  const row = opener.by === 'passphrase' ? await findPerson(register.reader, owner, opener.person) : undefined;
  if (row?.voidedAt === null) register.seat(session, row.id);
  else await lockRegister(register);
}
