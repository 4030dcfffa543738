/** Huỷ giấy ký nhận: a mistaken receipt is answered by a counter-document, never edited. */
import { Problem } from '../../shared/problems.ts';
import { checkPaperDay } from '../../shared/rules/paper-day.ts';
import { findReceiptEntry } from '../queries/receipt-entries.ts';
import type { Register, Session } from '../register.ts';

/**
 * Writes the counter-document and brings the device back into stock; what had been planned is planned again. Without
 * a day it is today's, or the receipt's own where the PC's calendar lags behind it.
 *
 * Raises receiptNotFound, receiptIsCancellation, receiptAlreadyCancelled { serialNumber, student }, receivedOnInFuture
 * { receivedOn, today }, cancelledBeforeReceived { receivedOn, cancelledOn }.
 */
export function cancelReceipt(
  register: Register,
  session: Session,
  input: { id: string; reason: string; cancelledOn?: string },
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const receipt = await findReceiptEntry(await command.read(), command.owner, input.id);
    if (!receipt) throw new Problem('receiptNotFound');
    if (receipt.kind === 'cancellation') throw new Problem('receiptIsCancellation');
    if (receipt.cancelledBy !== null)
      throw new Problem('receiptAlreadyCancelled', {
        serialNumber: receipt.serialNumber,
        student: receipt.studentName,
      });
    const today = register.today();
    const cancelledOn = input.cancelledOn ?? (today < receipt.receivedOn ? receipt.receivedOn : today);
    const late = input.cancelledOn === undefined ? null : checkPaperDay('cancelledOn', cancelledOn, today);
    if (late) throw late;
    if (cancelledOn < receipt.receivedOn)
      throw new Problem('cancelledBeforeReceived', { receivedOn: receipt.receivedOn, cancelledOn });

    const { student, device, round, mode } = receipt;
    const id = command.create('receipts', {
      kind: 'cancellation',
      student,
      device,
      round,
      mode,
      receivedOn: cancelledOn,
      cancels: receipt.id,
      reason: input.reason,
    });
    command.create('movements', {
      device,
      kind: 'returned',
      movedOn: cancelledOn,
      receipt: id,
      reason: input.reason,
    });
    return { id, command: command.id };
  });
}
