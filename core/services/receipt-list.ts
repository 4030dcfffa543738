/** Receipts and counter-documents, side by side. */
import type { ReceiptEntry } from '../../shared/contract/students.ts';
import { countReceipts, listReceiptPage, type ReceiptFilter } from '../queries/receipt-entries.ts';
import type { Register } from '../register.ts';

/** One page, what was written last first. */
export async function listReceipts(
  register: Register,
  input: ReceiptFilter & { offset: number; limit: number },
): Promise<{ total: number; rows: ReceiptEntry[] }> {
  const { owner } = await register.getInstallation();
  const total = await countReceipts(register.reader, owner, input);
  const rows = input.offset < total ? await listReceiptPage(register.reader, owner, input) : [];
  return { total, rows };
}
