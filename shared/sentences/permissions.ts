/** Sentences for who may do what, and for proving who one is. */
import type { Language, SentenceTable } from './language.ts';
import { valueInWords } from './values.ts';

export const permissionSentences = {
  notPermitted: {
    vi: (d) =>
      d['allowed']
        ? `Việc này do ${rolesInWords('vi', d['allowed'])} làm; người đang ngồi máy chưa được giao. Sổ giữ nguyên. Hãy nhờ người đó, hoặc đổi người ngồi máy.`
        : 'Người đang ngồi máy không được làm việc này. Sổ giữ nguyên.',
    en: (d) =>
      d['allowed']
        ? `This is done by: ${rolesInWords('en', d['allowed'])}. Who sits at the keyboard may not. The register is as it was. Ask one of them, or change the person.`
        : 'Who sits at the keyboard may not do this. The register is as it was.',
  },
  /** Beside what is missing on a page: nothing was tried. */
  whyNot: {
    vi: (d) => `Phần này do ${rolesInWords('vi', d['allowed'])} làm.`,
    en: (d) => `This is done by: ${rolesInWords('en', d['allowed'])}.`,
  },
  pinNeeded: {
    vi: (d) => `Hãy gõ mã PIN 6 chữ số của ${d['name'] ?? 'người này'}.`,
    en: (d) => `Type the 6-digit PIN of ${d['name'] ?? 'this person'}.`,
  },
  passphraseNeeded: {
    vi: (d) => `Hãy gõ mật khẩu của ${d['name'] ?? 'người này'}.`,
    en: (d) => `Type the passphrase of ${d['name'] ?? 'this person'}.`,
  },
  pinWrong: {
    vi: (d) => `Mã PIN của ${d['name'] ?? 'người này'} chưa đúng. Hãy gõ lại; sai nhiều lần thì phải đợi.`,
    en: (d) =>
      `This is not the PIN of ${d['name'] ?? 'this person'}. Type it again; after several wrong ones you must wait.`,
  },
  pinMustChange: {
    vi: () => 'Mã PIN này chỉ dùng một lần. Hãy đặt mã PIN 6 chữ số của riêng mình, khác mã vừa gõ.',
    en: () => 'This PIN is for one use. Set a 6-digit PIN of your own, other than the one just typed.',
  },
  pinInvalid: {
    vi: () => 'Mã PIN có đúng 6 chữ số.',
    en: () => 'A PIN has exactly 6 digits.',
  },
  pinTooEasy: {
    vi: () => 'Mã PIN này dễ đoán quá (một số lặp lại hoặc số liền nhau). Hãy chọn mã khác.',
    en: () => 'This PIN is too easy to guess (one digit repeated, or digits in a row). Choose another.',
  },
  proofNeeded: {
    vi: (d) =>
      `${d['name'] ?? 'Người này'} chưa có mã PIN. Hãy nhờ hiệu trưởng (ở cơ quan: cán bộ quản lý) cấp mã dùng một lần ở trang Sổ, cài đặt.`,
    en: (d) =>
      `${d['name'] ?? 'This person'} has no PIN yet. Ask the principal (at an office: its staff) for one for a single use, on the page Register, settings.`,
  },
  tooManyAttempts: {
    vi: (d) => `Đã gõ sai nhiều lần. Hãy đợi ${waitInWords('vi', d['seconds'])} rồi gõ lại.`,
    en: (d) => `Too many wrong attempts. Wait ${waitInWords('en', d['seconds'])}, then try again.`,
  },
} as const satisfies SentenceTable;

/** Roles, separated by spaces in a Problem’s details, in words. */
function rolesInWords(language: Language, allowed: unknown): string {
  return String(allowed)
    .split(' ')
    .map((role) => valueInWords(language, 'personRole', role).toLocaleLowerCase('vi'))
    .join(language === 'vi' ? ' hoặc ' : ' or ');
}

function waitInWords(language: Language, value: unknown): string {
  const seconds = Number(value);
  const minutes = Math.ceil(seconds / 60);
  if (!Number.isFinite(seconds)) return language === 'vi' ? 'một lát' : 'a while';
  if (seconds < 90) return language === 'vi' ? `${seconds} giây` : `${seconds} seconds`;
  return language === 'vi' ? `${minutes} phút` : `${minutes} minutes`;
}
