/** Sentences for the Problems of opening and locking the register. */
import type { SentenceTable } from './language.ts';

/** 75 -> "1 phút 15 giây". */
function inWords(seconds: unknown, minute: string, second: string): string {
  const all = Number(seconds ?? 0);
  const [minutes, rest] = [Math.floor(all / 60), all % 60];
  return [minutes > 0 && `${minutes} ${minute}`, (rest > 0 || minutes === 0) && `${rest} ${second}`]
    .filter(Boolean)
    .join(' ');
}

export const vaultSentences = {
  wrongPassphrase: {
    vi: (d) =>
      Number(d['seconds'] ?? 0) > 0
        ? `Mật khẩu không đúng. Hãy đợi ${inWords(d['seconds'], 'phút', 'giây')} rồi gõ lại.`
        : 'Mật khẩu không đúng. Xem bộ gõ tiếng Việt và phím Caps Lock, rồi gõ lại.',
    en: (d) =>
      Number(d['seconds'] ?? 0) > 0
        ? `The passphrase is wrong. Wait ${inWords(d['seconds'], 'min', 's')}, then type it again.`
        : 'The passphrase is wrong. Look at the Vietnamese keyboard and Caps Lock, then type it again.',
  },
  wrongCode: {
    vi: (d) =>
      d['reason'] === 'digits'
        ? 'Mã khôi phục có 24 chữ số, và có chữ số gõ nhầm. Hãy so lại với tờ đã in.'
        : 'Mã này không mở được sổ này. Mỗi mã chỉ dùng một lần; hãy lấy tờ in mới nhất.',
    en: (d) =>
      d['reason'] === 'digits'
        ? 'A recovery code has 24 digits, and one of these is mistyped. Compare with the printed sheet.'
        : 'This code does not open this register. A code is used once; take the latest printed sheet.',
  },
  attemptsSlowed: {
    vi: (d) =>
      `Đã gõ sai nhiều lần. Hãy đợi ${inWords(d['seconds'], 'phút', 'giây')} rồi gõ lại, hoặc dùng mã khôi phục đã in.`,
    en: (d) =>
      `Too many wrong attempts. Wait ${inWords(d['seconds'], 'min', 's')}, then try again, or use the printed recovery code.`,
  },
  accountMissing: {
    vi: () => 'Người này chưa có mật khẩu riêng. Nhờ người đã có mật khẩu đặt cho, trong Sổ, cài đặt.',
    en: () => 'This person has no passphrase. Somebody who has one can set it, in Register, settings.',
  },
  passphraseTooWeak: {
    vi: (d) =>
      d['grade'] === 'tooShort'
        ? 'Mật khẩu cần ít nhất 10 ký tự. Bốn từ không liên quan gì tới nhau thì dễ nhớ mà khó đoán.'
        : 'Mật khẩu này dễ đoán. Hãy dùng bốn từ không liên quan gì tới nhau.',
    en: (d) =>
      d['grade'] === 'tooShort'
        ? 'A passphrase needs at least 10 characters. Four words that have nothing to do with one another are easy to remember and hard to guess.'
        : 'This passphrase is easy to guess. Use four words that have nothing to do with one another.',
  },
  deviceKeyLost: {
    vi: () =>
      'Sổ này chưa có mật khẩu và mở bằng tệp khoá của máy, nhưng tệp đó không còn ở máy này (máy cài lại, hay sổ chép từ máy khác). Sổ giữ nguyên. Hãy mở ở máy đã lập sổ, hoặc chép lại thư mục cấu hình cũ (device-keys) rồi mở lại.',
    en: () =>
      'This register has no passphrase: it opens by a key file of its computer, which is not on this one (installed anew, or the folder was copied from elsewhere). The register is as it was. Open it on the computer that made it, or copy the former configuration folder (device-keys) back, then open again.',
  },
  alreadyProtected: {
    vi: () => 'Sổ này đã có mật khẩu. Sổ giữ nguyên.',
    en: () => 'This register has a passphrase already. It was left as it is.',
  },
  notProtected: {
    vi: () => 'Chưa ai có mật khẩu nên không khoá được sổ. Hãy đặt mật khẩu trước, trong Sổ, cài đặt.',
    en: () => 'Nobody has a passphrase yet, so the register cannot be locked. Set one first, in Register, settings.',
  },
  registerIsTrial: {
    vi: () => 'Sổ dùng thử không cần mật khẩu.',
    en: () => 'A trial register needs no passphrase.',
  },
  lastAccount: {
    vi: () => 'Phải còn ít nhất một người mở được sổ. Hãy đặt mật khẩu cho người khác trước.',
    en: () => 'Somebody must be able to open the register. Give another person a passphrase first.',
  },
  registerInUse: {
    vi: () =>
      'Sổ đang mở ở một cửa sổ hay chương trình khác nên chưa làm được việc này. Sổ giữ nguyên; hãy đóng chỗ kia rồi bấm lại.',
    en: () =>
      'Another window or program has the register open, so this was not done. The register is as it was; close the other one, then try again.',
  },
  keychainMissing: {
    vi: () => 'Máy này không có kho mật khẩu của hệ điều hành, hoặc kho không trả lời. Sổ giữ nguyên.',
    en: () => 'This computer has no keychain, or it does not answer. The register is as it was.',
  },
  notEnrolled: {
    vi: () => 'Sổ chưa kết nối với cơ quan quản lý nào. Sổ giữ nguyên.',
    en: () => 'The register is not connected to any office. It was left as it is.',
  },
  schoolKeysMissing: {
    vi: (d) =>
      `Không thấy tệp khoá keys.json ở ${d['folder'] ?? 'thư mục đó'}. Chưa đổi gì. Hãy chỉ thư mục sổ của trường, hoặc thư mục của một bản sao lưu.`,
    en: (d) =>
      `There is no keys.json in ${d['folder'] ?? 'that folder'}. Nothing was changed. Name the school’s data folder, or the folder of a backup.`,
  },
  notSealedToOffice: {
    vi: (d) =>
      d['name']
        ? `Sổ này chỉ cho ${d['name']} mở, không phải nơi này. Chưa đổi gì.`
        : 'Trường chưa bật cho cơ quan nào mở sổ này, nên ở đây không mở được. Chưa đổi gì. Hãy tìm tờ mã khôi phục đã in.',
    en: (d) =>
      d['name']
        ? `This register lets ${d['name']} open it, not this office. Nothing was changed.`
        : 'The school never let an office open this register, so it cannot be opened here. Nothing was changed. Look for the printed recovery code.',
  },
  passphraseNotGiven: {
    vi: () =>
      'Lệnh này cần mật khẩu. Ghi mật khẩu vào một tệp rồi nêu tệp đó bằng SO_MAY_PASSPHRASE_FILE hay --passphrase-file, hoặc chạy lệnh ở cửa sổ dòng lệnh để gõ.',
    en: () =>
      'This command needs a passphrase. Write it into a file named by SO_MAY_PASSPHRASE_FILE or --passphrase-file, or run the command at a terminal and type it.',
  },
  passphrasesDiffer: {
    vi: () => 'Hai lần gõ mật khẩu khác nhau. Chưa đổi gì; hãy gõ lại.',
    en: () => 'The two passphrases differ. Nothing was changed; type them again.',
  },
  passphraseFileMissing: {
    vi: (d) => `Không đọc được mật khẩu từ tệp ${d['file'] ?? ''}. Tệp phải có mật khẩu ở dòng đầu.`,
    en: (d) => `No passphrase can be read from the file ${d['file'] ?? ''}. Its first line must be the passphrase.`,
  },
} as const satisfies SentenceTable;
