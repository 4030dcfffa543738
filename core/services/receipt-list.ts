/** Receipts and counter-documents, side by side. */
import type { ReceiptEntry } from '../../shared/contract/students.ts';
import { maskNumber } from '../../shared/rules/mask-number.ts';
import { ownerAsked } from '../queries/schools.ts';
import { countReceipts, listReceiptPage, type ReceiptFilter } from '../queries/receipt-entries.ts';
import type { Register, Session } from '../register.ts';
import { rememberNumbersListed } from './id-numbers.ts';

/** A receipt as pages show it: the ID number of who signed is masked. */
export function maskReceipt(receipt: ReceiptEntry): ReceiptEntry {
  return { ...receipt, receiverPersonalId: maskNumber(receipt.receiverPersonalId) };
}

/** One page, what was written last first; ID numbers whole only for whom `wholeNumbers` was remembered. */
export async function listReceipts(
  register: Register,
  session: Session,
  input: ReceiptFilter & { owner: string | null; wholeNumbers: boolean; offset: number; limit: number },
): Promise<{ total: number; rows: ReceiptEntry[] }> {
  const owner = ownerAsked(await register.getInstallation(), input.owner);
  const total = await countReceipts(register.reader, owner, input);
  const rows = input.offset < total ? await listReceiptPage(register.reader, owner, input) : [];
  if (!input.wholeNumbers) return { total, rows: rows.map(maskReceipt) };
  if (input.offset === 0) await rememberNumbersListed(register, session, 'receipts', total);
  return { total, rows };
}
