/** A command in words: what was done, for the list "Vừa làm", for undo and for the state line. */
import { tableWords } from './fields.ts';
import type { Language } from './language.ts';

export interface CommandFacts {
  /** import, undo, student, device, assignment, receipt, erasure, settings, print, export, override. */
  kind: string;
  table: string;
  recordCount: number;
  label: string | null;
}

/** With the name of the one record that it concerns, else with their number. */
const words: Record<string, Record<Language, { one: (label: string) => string; many: (count: number) => string }>> = {
  import: {
    vi: { one: (label) => `Nhập từ tệp: ${label}`, many: (count) => `Nhập từ tệp, ${count} mục` },
    en: {
      one: (label) => `Imported from a file: ${label}`,
      many: (count) => `Imported from a file, ${records(count)}`,
    },
  },
  undo: {
    vi: { one: (label) => `Hoàn tác: ${label}`, many: (count) => `Hoàn tác, ${count} mục` },
    en: { one: (label) => `Undone: ${label}`, many: (count) => `Undone, ${records(count)}` },
  },
  student: {
    vi: { one: (label) => `Ghi học sinh ${label}`, many: (count) => `Ghi học sinh, ${count} mục` },
    en: { one: (label) => `Pupil ${label}`, many: (count) => `Pupils, ${records(count)}` },
  },
  device: {
    vi: { one: (label) => `Ghi máy ${label}`, many: (count) => `Ghi máy, ${count} mục` },
    en: { one: (label) => `Device ${label}`, many: (count) => `Devices, ${records(count)}` },
  },
  assignment: {
    vi: { one: (label) => `Phân máy cho ${label}`, many: (count) => `Phân máy, ${count} mục` },
    en: { one: (label) => `Device planned for ${label}`, many: (count) => `Devices planned, ${records(count)}` },
  },
  receipt: {
    vi: { one: (label) => `Ký nhận: ${label}`, many: (count) => `Ký nhận, ${count} mục` },
    en: { one: (label) => `Receipt: ${label}`, many: (count) => `Receipts, ${records(count)}` },
  },
  print: {
    vi: { one: (label) => `In ${label}`, many: () => 'In biểu mẫu' },
    en: { one: (label) => `Printed ${label}`, many: () => 'Printed a form' },
  },
  export: {
    vi: { one: (label) => `Xuất ${label}`, many: () => 'Xuất sổ ra Excel' },
    en: { one: (label) => `Exported ${label}`, many: () => 'Exported the register to Excel' },
  },
  erasure: {
    vi: { one: () => 'Xoá dữ liệu cá nhân', many: () => 'Xoá dữ liệu cá nhân' },
    en: { one: () => 'Erased personal data', many: () => 'Erased personal data' },
  },
  override: {
    vi: { one: (label) => `Cho nhận thêm máy: ${label}`, many: () => 'Cho nhận thêm máy' },
    en: { one: (label) => `Second device allowed: ${label}`, many: () => 'Second device allowed' },
  },
};

function records(count: number): string {
  return count === 1 ? '1 record' : `${count} records`;
}

export function commandInWords(language: Language, facts: CommandFacts): string {
  const known = words[facts.kind]?.[language];
  if (known) return facts.label === null ? known.many(facts.recordCount) : known.one(facts.label);
  const tables: Partial<Record<string, Record<Language, string>>> = tableWords;
  const table = tables[facts.table]?.[language] ?? facts.table;
  // Only the first start writes several kinds of settings at once.
  if (facts.label === null) return language === 'vi' ? 'Lập sổ' : 'The register was made';
  return language === 'vi' ? `Cài đặt: ${table} ${facts.label}` : `Settings: ${table} ${facts.label}`;
}
