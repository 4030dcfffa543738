/** In what the lists of a file were written: one answer for the whole file. */
import type { TextEncoding } from './recognise-encoding.ts';
import type { Workbook } from './workbook.ts';

export type FileEncoding = TextEncoding | 'windows-1258';

/** An old code in any column of any list names the file; else how its bytes were decoded. */
export function encodingOfLists(
  lists: readonly { readonly encodings: readonly TextEncoding[] }[],
  workbook: Workbook,
): FileEncoding {
  const all = new Set(lists.flatMap(({ encodings }) => encodings));
  if (all.has('tcvn3')) return 'tcvn3';
  if (all.has('vni')) return 'vni';
  return workbook.byteEncoding === 'windows-1258' ? 'windows-1258' : 'unicode';
}
