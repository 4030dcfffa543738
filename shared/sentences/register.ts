/** Sentences for the Problems of the register itself, its settings, people, pupils, and undo. */
import { fieldName } from './fields.ts';
import type { SentenceTable } from './language.ts';

export const registerSentences = {
  keysDamaged: {
    vi: () =>
      'Không đọc được tệp khoá keys.json cạnh sổ. Sổ giữ nguyên. Hãy lấy lại tệp này từ bản sao lưu rồi mở lại.',
    en: () =>
      'The key file keys.json beside the register cannot be read. The register is as it was. Restore that file from a backup, then open again.',
  },
  diskFull: {
    vi: () => 'Ổ đĩa đã đầy nên chưa lưu được. Sổ giữ nguyên như trước. Hãy xoá bớt tệp không cần rồi bấm lại.',
    en: () => 'The disk is full, so nothing was saved. The register is as it was. Free some space, then try again.',
  },
  folderReadOnly: {
    vi: () =>
      'Thư mục của sổ không cho ghi nên chưa lưu được. Sổ giữ nguyên. Hãy nhờ người quản máy cho phép ghi vào thư mục này.',
    en: () =>
      'The register’s folder does not allow writing, so nothing was saved. Ask whoever looks after the computer to allow it.',
  },
  folderOnNetwork: {
    vi: (d) =>
      `Thư mục ${d['folder'] ?? 'này'} nằm trên mạng. Sổ không mở ở đó: hai máy cùng ghi thì tệp có thể hỏng. Không có gì bị thay đổi. Hãy chép cả thư mục vào ổ cứng của máy rồi mở ở đó; thư mục mạng vẫn dùng được để sao lưu và gửi nhận.`,
    en: (d) =>
      `The folder ${d['folder'] ?? 'given'} lies on a network. A register is not opened there: two computers that write to it may damage the file. Nothing was changed. Copy the whole folder to this computer’s own disk and open it there; a network folder serves for backups and for sending.`,
  },
  driveUnreachable: {
    vi: () =>
      'Ổ đĩa hay USB có sổ không trả lời, có thể đã bị rút ra. Những gì đã lưu trước đó vẫn còn; việc vừa làm chưa lưu. Hãy cắm lại, đợi vài giây rồi mở lại chương trình.',
    en: () =>
      'The disk or stick with the register does not answer; it may have been pulled out. What was saved before is still there; what you just did was not saved. Put it back in, wait a few seconds, and open the program again.',
  },
  registerBusy: {
    vi: () =>
      'Một cửa sổ hay chương trình khác, có thể là trình diệt vi-rút, đang giữ sổ. Chưa lưu gì cả; hãy đợi vài giây rồi bấm lại.',
    en: () =>
      'Another window or program, perhaps a virus scanner, holds the register. Nothing was saved; wait a few seconds and try again.',
  },
  registerLocked: {
    vi: () => 'Sổ đang khoá. Gõ mật khẩu để mở; chưa có gì bị thay đổi.',
    en: () => 'The register is locked. Type a passphrase to open it; nothing was changed.',
  },
  keyFileLost: {
    vi: ({ file = 'keys.json' }) =>
      `Thiếu tệp khoá ${file} cạnh sổ nên không ai mở được sổ. Đừng xoá gì; hãy chép tệp này lại từ bản sao lưu, hoặc khôi phục bản sao lưu.`,
    en: ({ file = 'keys.json' }) =>
      `The key file ${file} beside the register is missing, so nobody can open it. Delete nothing; copy that file back from a backup, or restore the backup.`,
  },
  registerDamaged: {
    vi: () =>
      'Tệp của sổ bị hỏng nên không mở được. Đừng xoá hay chép đè tệp này; hãy khôi phục từ bản sao lưu hoặc báo người hỗ trợ.',
    en: () =>
      'The register’s file is damaged and cannot be opened. Do not delete or overwrite it; restore a backup or call whoever helps.',
  },
  registerTooNew: {
    vi: () => 'Sổ này được ghi bằng bản chương trình mới hơn. Sổ chưa bị đụng tới; hãy cài bản mới rồi mở lại.',
    en: () =>
      'A newer version of the program wrote this register. It was left untouched; install the new version and open it again.',
  },
  registerNotSetUp: {
    vi: () => 'Sổ chưa được lập. Hãy lập sổ trước: ghi tên trường và tên người đang ngồi máy.',
    en: () => 'The register has not been made yet. First enter the school and who sits at the keyboard.',
  },
  registerAlreadySetUp: {
    vi: () => 'Sổ này đã được lập rồi, ở một cửa sổ khác. Hãy mở lại trang để dùng sổ đó.',
    en: () => 'This register was already made, in another window. Open the page again to use it.',
  },
  registerIsNoTrial: {
    vi: () => 'Đây là sổ thật, không phải sổ dùng thử. Sổ vẫn nguyên như cũ.',
    en: () => 'This is a real register, not a trial. It was left as it is.',
  },
  personNotChosen: {
    vi: () => 'Chưa chọn ai đang ngồi máy nên chưa lưu được. Hãy chọn tên mình rồi lưu lại.',
    en: () => 'Nobody is chosen at the keyboard, so nothing was saved. Choose your name and save again.',
  },
  recordNotFound: {
    vi: () => 'Mục này không còn trong sổ, có thể vừa được hoàn tác ở cửa sổ khác. Hãy quay lại danh sách và mở lại.',
    en: () =>
      'This record is no longer in the register; it may just have been undone in another window. Go back to the list and open it again.',
  },
  writtenBySchool: {
    vi: () =>
      'Học sinh, thiết bị và giấy ký nhận do trường ghi; cơ quan quản lý chỉ xem. Sổ giữ nguyên. Hãy báo trường sửa ở sổ của trường rồi gửi lên.',
    en: () =>
      'Pupils, devices and receipts are written by the school; the office only reads them. The register is as it was. Ask the school to mend it in its own register and send it again.',
  },
  valueRefused: {
    vi: (d) =>
      d['field']
        ? `Ô “${fieldName('vi', String(d['field']))}” có giá trị sổ không nhận. Chưa lưu gì cả; hãy sửa ô này rồi lưu lại.`
        : 'Có ô mang giá trị sổ không nhận. Chưa lưu gì cả; hãy xem lại các ô vừa gõ.',
    en: (d) =>
      d['field']
        ? `“${fieldName('en', String(d['field']))}” has a value that the register does not take. Nothing was saved; correct it and save again.`
        : 'One of the fields has a value that the register does not take. Nothing was saved; look at what was typed.',
  },
  classNameTaken: {
    vi: (d) => `Năm học này đã có lớp ${d['name'] ?? 'cùng tên'}. Hãy dùng tên khác, hoặc sửa lớp đã có.`,
    en: (d) =>
      `There is a class ${d['name'] ?? 'of this name'} this year already. Use another name, or edit that class.`,
  },
  roundNameTaken: {
    vi: (d) => `Đã có đợt tên “${d['name'] ?? 'này'}”. Hãy đặt tên khác.`,
    en: (d) => `There is a round named “${d['name'] ?? 'like this'}” already. Choose another name.`,
  },
  personIsAtKeyboard: {
    vi: () => 'Không bỏ được người đang ngồi máy. Hãy đổi sang người khác trước.',
    en: () => 'Who sits at the keyboard cannot be removed. Change to another person first.',
  },
  lastPerson: {
    vi: () => 'Sổ phải còn ít nhất một người dùng. Hãy thêm người khác trước.',
    en: () => 'The register needs at least one person. Add another first.',
  },
  auditEmpty: {
    vi: () => 'Không có việc nào như đã chọn trong nhật ký, nên không có gì để xuất.',
    en: () => 'The journal has nothing of what was chosen, so there is nothing to export.',
  },
  commandNotFound: {
    vi: () => 'Không tìm thấy việc này trong nhật ký, nên không có gì để hoàn tác.',
    en: () => 'This action is not in the journal, so there is nothing to undo.',
  },
  commandAlreadyUndone: {
    vi: () => 'Việc này đã được hoàn tác trước đó. Sổ giữ nguyên.',
    en: () => 'This was undone before. The register is as it was.',
  },
  commandNotUndoable: {
    vi: (d) =>
      d['reason'] === 'replacedSince'
        ? 'Không hoàn tác được: mã, số hoặc tên cần trả lại nay đã có em khác, máy khác hoặc mục khác dùng. Chưa đổi gì trong sổ.'
        : 'Việc này không hoàn tác được. Giấy ký nhận ghi nhầm thì huỷ bằng một giấy huỷ có lý do, ở trang Bàn giao.',
    en: (d) =>
      d['reason'] === 'replacedSince'
        ? 'This cannot be undone: another pupil, device or entry has the code, number or name that would come back. Nothing was changed.'
        : 'This cannot be undone. A mistaken receipt is cancelled by a counter-document with a reason, on the page Handover.',
  },
  studentNotFound: {
    vi: (d) => (d['key'] ? `Không thấy học sinh có mã ${d['key']} trong sổ.` : 'Không thấy học sinh này trong sổ.'),
    en: (d) => (d['key'] ? `No pupil in the register has the code ${d['key']}.` : 'This pupil is not in the register.'),
  },
  studentAmbiguous: {
    vi: (d) => `Có nhiều học sinh khớp với ${d['key'] ?? 'mã này'}. Hãy ghi rõ hơn: mã học sinh hoặc số định danh.`,
    en: (d) => `Several pupils match ${d['key'] ?? 'this'}. Be more exact: pupil code or personal ID.`,
  },
  studentDouble: {
    vi: (d) =>
      d['className']
        ? `Trong sổ đã có ${d['fullName'] ?? d['student'] ?? 'em trùng họ tên và ngày sinh'}, lớp ${d['className']}. Chưa lưu. Nếu đây là một em khác, hãy xác nhận bên dưới.`
        : `Trong sổ đã có ${d['fullName'] ?? d['student'] ?? 'em trùng họ tên và ngày sinh'}. Chưa lưu. Nếu đây là một em khác, hãy xác nhận bên dưới.`,
    en: (d) =>
      d['className']
        ? `The register already has ${d['fullName'] ?? d['student'] ?? 'a pupil of this name and birthday'}, class ${d['className']}. Not saved. If this is another pupil, confirm below.`
        : `The register already has ${d['fullName'] ?? d['student'] ?? 'a pupil of this name and birthday'}. Not saved. If this is another pupil, confirm below.`,
  },
  moetIdTaken: {
    vi: (d) =>
      d['fullName']
        ? `Mã học sinh này đang là của ${d['fullName']}. Hãy xem lại mã trên cơ sở dữ liệu ngành.`
        : 'Mã học sinh này đã có em khác dùng. Hãy xem lại mã trên cơ sở dữ liệu ngành.',
    en: (d) =>
      d['fullName']
        ? `This pupil code belongs to ${d['fullName']}. Check it in the ministry’s database.`
        : 'Another pupil has this code. Check it in the ministry’s database.',
  },
  personalIdTaken: {
    vi: (d) =>
      d['fullName']
        ? `Số định danh này đang là của ${d['fullName']}. Hãy xem lại giấy khai sinh.`
        : 'Số định danh này đã có em khác dùng. Hãy xem lại giấy khai sinh.',
    en: (d) =>
      d['fullName']
        ? `This personal ID belongs to ${d['fullName']}. Check the birth certificate.`
        : 'Another pupil has this personal ID. Check the birth certificate.',
  },
  birthDateImpossible: {
    vi: (d) =>
      d['text']
        ? `Không có ngày ${d['text']} trong lịch. Hãy xem lại giấy khai sinh.`
        : 'Ngày sinh này còn ở phía trước, hoặc đã quá lâu so với tuổi đi học. Hãy xem lại giấy khai sinh.',
    en: (d) =>
      d['text']
        ? `There is no such date as ${d['text']}. Check the birth certificate.`
        : 'This date of birth lies ahead, or too long ago for a pupil. Check the birth certificate.',
  },
  personalIdInvalid: {
    vi: () => 'Số định danh cá nhân có đúng 12 chữ số. Excel hay làm mất số 0 ở đầu.',
    en: () => 'A personal ID has exactly 12 digits. Excel often drops the leading 0.',
  },
  moetIdInvalid: {
    vi: () => 'Mã học sinh của Bộ có đúng 10 chữ số. Excel hay làm mất số 0 ở đầu.',
    en: () => 'The ministry’s pupil code has exactly 10 digits. Excel often drops the leading 0.',
  },
  phoneInvalid: {
    vi: () => 'Số điện thoại có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.',
    en: () => 'A phone number has 10 digits and starts with 03, 05, 07, 08 or 09.',
  },
  hostUnreachable: {
    vi: () =>
      'Chương trình giữ sổ không trả lời; có thể đã bị đóng. Phần đã lưu vẫn còn trong sổ. Hãy mở lại chương trình rồi bấm Thử lại.',
    en: () =>
      'The program that keeps the register does not answer; it may have been closed. What was saved is safe. Start it again, then try again.',
  },
} as const satisfies SentenceTable;
