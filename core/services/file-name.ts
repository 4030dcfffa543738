/** Names of the files that the register writes: plain ASCII, so that every stick, mail program and Zalo takes them. */
import { foldText } from '../../shared/rules/fold.ts';

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `['danh-sach-ky-nhan', '6A', '2026-09-05']` → `danh-sach-ky-nhan-6a-2026-09-05.xlsx`. */
export function fileNameOf(parts: readonly string[]): string {
  const words = parts.map((part) =>
    foldText(part)
      .replace(/[^0-9a-z]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return `${words.filter((word) => word !== '').join('-')}.xlsx`;
}
