/** Receipts and counter-documents, side by side. */
import type { ReceiptEntry } from '../../shared/contract/students.ts';
import { ownerAsked } from '../queries/schools.ts';
import { countReceipts, listReceiptPage, type ReceiptFilter } from '../queries/receipt-entries.ts';
import type { Register } from '../register.ts';

/** One page, what was written last first. */
export async function listReceipts(
  register: Register,
  input: ReceiptFilter & { owner: string | null; offset: number; limit: number },
): Promise<{ total: number; rows: ReceiptEntry[] }> {
  const owner = ownerAsked(await register.getInstallation(), input.owner);
  const total = await countReceipts(register.reader, owner, input);
  const rows = input.offset < total ? await listReceiptPage(register.reader, owner, input) : [];
  return { total, rows };
}
