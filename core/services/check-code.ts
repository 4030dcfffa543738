/** Mã sổ trên giấy: whether the register still holds what it held when a form was printed. */
import type { CodeCheck } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { readChainCode } from '../../shared/rules/chain-code.ts';
import { findCodedChange } from '../queries/chain-codes.ts';
import type { Register } from '../register.ts';

/**
 * Looks for the code that somebody typed from paper.
 *
 * Raises codeOnPaperUnreadable { code } for what is no code, registerNotSetUp.
 */
export async function checkCode(register: Register, code: string): Promise<CodeCheck> {
  await register.getInstallation();
  const read = readChainCode(code);
  if (!read) throw new Problem('codeOnPaperUnreadable', { code });
  const found = await findCodedChange(register.reader, read);
  return found ? { isHere: true, seq: found.seq, at: found.at } : { isHere: false, seq: read.seq, at: null };
}
