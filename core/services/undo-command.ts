/**
 * Undoes a command as a whole, be it an import or one edit: what it created is voided, what it changed gets its values
 * back, a signed receipt is answered by a cancellation. What was edited or used since stays and is named.
 */
import type { UndoResult } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import { parseChangeId } from '../../shared/records/change-id.ts';
import type { RecordFields, RecordTableName } from '../../shared/records/record-tables.ts';
import type { Command } from '../journal/command.ts';
import { findUndoneCommands } from '../queries/commands.ts';
import type { AnyRow } from '../queries/records.ts';
import type { Register, Session } from '../register.ts';
import { whyNotUndoable } from './command-kind.ts';
import { breathe, findCancelled, listChangesToUndo, listReferences, listWrittenRecords } from './undo-gather.ts';
import { nameKept } from './undo-labels.ts';
import { planUndo, type UndoPlan } from './undo-plan.ts';
import { checkNothingReplaced } from './undo-replaced.ts';
import { checkHead } from './who-may.ts';

/** Stands in the voided records and on the cancellation. */
const REASON = 'Hoàn tác';
const RECORDS_PER_STEP = 500;

/**
 * Undoes `undone`. The undoing is itself a command and can be undone, which does again what was undone.
 *
 * Raises commandNotFound, commandAlreadyUndone, commandNotUndoable { reason: setUp | document | newerProgram |
 * nothingToUndo | elsewhere | replacedSince }, personIsAtKeyboard, notPermitted for what was written about people.
 */
export function undoCommand(register: Register, session: Session, undone: string): Promise<UndoResult> {
  return register.run(session, async (command) => {
    const db = await command.read();
    const changes = parseChangeId(undone) ? await listChangesToUndo(db, undone) : [];
    if (changes.length === 0) throw new Problem('commandNotFound');
    if (changes.some((change) => change.owner !== command.owner))
      throw new Problem('commandNotUndoable', { reason: 'elsewhere' });
    // Else undoing would be a way around the table: who was given a role gets it back, or away.
    if (changes.some((change) => change.recordTable === 'people')) await checkHead(register, session, 'people.save');
    const reason = whyNotUndoable(changes);
    if (reason) throw new Problem('commandNotUndoable', { reason });
    if ((await findUndoneCommands(db, command.owner)).has(undone)) throw new Problem('commandAlreadyUndone');

    const records = await listWrittenRecords(db, command.owner, changes);
    const cancelled = await findCancelled(db, records);
    const plan = planUndo(undone, records, await listReferences(db, records, undone), cancelled);
    await checkNothingReplaced(db, command.owner, plan);
    // Somebody is always left to sit at the keyboard.
    if (plan.voids.get('people')?.includes(session.personId ?? '')) throw new Problem('personIsAtKeyboard');
    const counts = await write(command, undone, plan, register.today());
    if (command.id !== null) await db.deleteFrom('importProblems').where('command', '=', undone).execute();
    return { command: command.id, ...counts, kept: await nameKept(db, command.owner, plan.kept) };
  });
}

async function write(
  command: Command,
  undone: string,
  plan: UndoPlan,
  today: string,
): Promise<{ voided: number; restored: number }> {
  if (plan.voids.size === 0 && plan.restores.size === 0 && plan.cancels.length === 0) return { voided: 0, restored: 0 };
  command.create('events', { kind: 'undo', details: JSON.stringify({ command: undone }) });
  let voided = 0;
  for (const [table, ids] of plan.voids) {
    const fields = { voidedAt: command.at, voidReason: REASON };
    voided += await changeInSteps(
      command,
      table,
      ids.map((id) => ({ id, fields })),
    );
  }
  let restored = 0;
  for (const [table, changes] of plan.restores) restored += await changeInSteps(command, table, changes);
  for (const receipt of plan.cancels) cancelReceipt(command, receipt, today);
  return { voided, restored: restored + plan.cancels.length };
}

/** Lets the window breathe between the steps; other commands wait for the end of this one. */
async function changeInSteps(
  command: Command,
  table: RecordTableName,
  changes: readonly { id: string; fields: object }[],
): Promise<number> {
  let count = 0;
  for (let start = 0; start < changes.length; start += RECORDS_PER_STEP) {
    count += await command.changeMany(table, changes.slice(start, start + RECORDS_PER_STEP));
    await breathe();
  }
  return count;
}

/** The counter-document of a receipt, and the device's way back into stock. */
function cancelReceipt(command: Command, row: AnyRow, today: string): void {
  // A row of `receipts`, as the journal wrote it.
  const receipt = row as unknown as RecordFields<'receipts'> & { id: string };
  const { student, device, round, mode } = receipt;
  // The PC's calendar may lag behind the paper's day.
  const cancelledOn = today < receipt.receivedOn ? receipt.receivedOn : today;
  const cancellation = command.create('receipts', {
    kind: 'cancellation',
    student,
    device,
    round,
    mode,
    receivedOn: cancelledOn,
    cancels: receipt.id,
    reason: REASON,
  });
  command.create('movements', {
    device,
    kind: 'returned',
    movedOn: cancelledOn,
    receipt: cancellation,
    reason: REASON,
  });
}
