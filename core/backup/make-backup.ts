/** What a person asks for and watches: a backup now, the way back to one. */
import type { BackupDone, BackupProgress, BackupSecret, RestoreResult } from '../../shared/contract/backups.ts';
import { Problem } from '../../shared/problems.ts';
import { streamEvents } from '../jobs/event-stream.ts';
import { findPerson } from '../queries/people.ts';
import type { Register, Session } from '../register.ts';
import { lockRegister } from '../services/vault-unlock.ts';
import type { Opener } from './backup-keys.ts';
import { checkWholePath } from './backup-problem.ts';
import type { BackupKeeper } from './backup-keeper.ts';
import { recoverLeftovers } from './recover-leftovers.ts';
import { restoreBackup, type RestoreRequest } from './restore-backup.ts';

/**
 * Ends with what was made and where; whoever stops listening stops it, and nothing is left of it.
 *
 * Raises registerNotSetUp, backupCancelled, and the place's Problem when none could be written.
 */
export async function* makeBackup(
  keeper: BackupKeeper,
  to: string | null,
  outer?: AbortSignal,
): AsyncGenerator<BackupProgress | BackupDone, void> {
  if (to !== null) checkWholePath(to);
  const done = yield* streamEvents<BackupProgress, BackupDone>(
    (emit, signal) => keeper.make({ reason: 'person', to }, emit, signal),
    outer,
  );
  const [failed] = done.failed;
  if (failed && done.made.length === 0) throw new Problem(failed.problem, { place: failed.place });
  yield done;
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
  await settleSeat(register, session, opener);
  yield { type: 'done', result };
}

async function settleSeat(register: Register, session: Session, opener: Opener): Promise<void> {
  if (opener.by === 'computer') return;
  const { owner } = await register.getInstallation();
  const row = opener.by === 'passphrase' ? await findPerson(register.reader, owner, opener.person) : undefined;
  if (row?.voidedAt === null) register.seat(session, row.id);
  else await lockRegister(register);
}
