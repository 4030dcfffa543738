/** Nhập danh sách, and the rows that wait for a person. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const imports = {
  tabs: { label: 'Loại danh sách', roster: 'Danh sách lớp', devices: 'Biên bản giao máy', problems: 'Dòng cần sửa' },
  choose: {
    title: { roster: 'Thả tệp danh sách lớp vào đây', devices: 'Thả tệp biên bản giao máy vào đây' },
    text: {
      roster:
        'Tệp Excel (.xlsx, .xls), .ods, .csv, .tsv hoặc trang web lưu thành .xls; xuất từ cơ sở dữ liệu ngành, SMAS, vnEdu hay tự lập đều được.',
      devices: 'Tệp Excel (.xlsx, .xls), .ods, .csv hoặc .tsv có số sê-ri, IMEI, model của từng máy.',
    },
    browse: 'Chọn tệp…',
    fileLabel: 'Tệp danh sách',
    round: 'Máy này thuộc đợt nào?',
    roundHint: 'Máy nhập vào sẽ thuộc đợt này.',
    roundFirst: 'Hãy chọn đợt trước khi chọn tệp.',
    promises: {
      roster: [
        'Chưa ghi gì cho đến khi bấm “Ghi vào sổ”: trước đó được xem từng cột, từng dòng.',
        'Em đã có trong sổ được nhận ra theo mã, số định danh, hoặc họ tên, ngày sinh và lớp; không bị ghi hai lần.',
        'Dòng sai không làm hỏng dòng đúng: dòng đúng được ghi, dòng sai chờ sửa.',
        'Ghi rồi vẫn hoàn tác được cả tệp.',
      ],
      devices: [
        'Chưa ghi gì cho đến khi bấm “Ghi vào sổ”: trước đó được xem từng cột, từng dòng.',
        'Số sê-ri hoặc IMEI đã có trong sổ không bị ghi hai lần.',
        'Ghi rồi vẫn hoàn tác được cả tệp.',
      ],
    },
  },
  phase: { reading: 'Đang đọc tệp', comparing: 'Đang so với sổ', writing: 'Đang ghi vào sổ' },
  progress: (done: number, total: number) => `${n(done)} trong ${n(total)} dòng`,
  meanwhile: 'Cứ làm việc khác ở các trang khác; xong sẽ báo ở dòng dưới cùng. Sổ chưa bị đụng đến.',
  stop: 'Dừng lại',
  readySaid: (file: string) => `Đã đọc xong ${file}. Hãy xem lại rồi ghi vào sổ, ở trang Nhập từ tệp.`,
  doneSaid: {
    roster: (added: number, changed: number, rejected: number) =>
      said(`${n(added)} học sinh mới`, added, changed, rejected),
    devices: (added: number, changed: number, rejected: number) =>
      said(`${n(added)} máy mới`, added, changed, rejected),
  },
  write: 'Ghi vào sổ',
  putAway: 'Bỏ tệp này',
  nextView: 'Nhóm dòng tiếp theo',
  previousView: 'Nhóm dòng trước',
  rowsRead: (count: number) => `đọc được ${n(count)} dòng`,
  converted: (encoding: string) => `đã đổi từ bảng mã ${encoding.toUpperCase()} sang Unicode`,
  skippedSheets: (names: string) => `không đọc trang: ${names}`,
  sameAs: (time: string) =>
    `Chính tệp này đã được nhập lúc ${time} và từ đó không có gì khác. Ghi lại cũng không đổi gì.`,
  nothingToWrite: 'Mọi dòng đã có trong sổ, giống hệt. Không có gì để ghi.',
  dropped: (count: number, names: string) => `Bỏ qua ${n(count)} cột sổ không dùng: ${names}.`,
  viewsLabel: 'Cột và các nhóm dòng',
  views: {
    columns: 'Các cột',
    problem: 'Cần sửa',
    lowered: 'Hạ diện',
    changed: 'Thay đổi',
    new: 'Mới',
    warning: 'Nên xem lại',
    unchanged: 'Không đổi',
  },
  viewText: {
    columns: 'Mỗi cột được hiểu là gì; đổi được.',
    problem: 'Không ghi vào sổ, được giữ lại để sửa sau.',
    lowered: 'Chỉ hạ khi được đánh dấu.',
    changed: 'Sổ sẽ đổi theo tệp.',
    new: 'Sẽ được thêm vào sổ.',
    warning: 'Vẫn được ghi.',
    unchanged: 'Đã có trong sổ, giống hệt.',
  },
  columns: {
    letter: 'Cột',
    header: 'Tiêu đề trong tệp',
    samples: 'Vài ô trong cột',
    field: 'Hiểu là',
    sheets: 'Trang',
    leaveOut: 'Bỏ qua',
    fieldOf: (letter: string, header: string) => `Cột ${letter} “${header}” hiểu là`,
    remembered: 'Lựa chọn được nhớ cho lần nhập sau của tệp cùng kiểu.',
  },
  delivery: {
    title: 'Biên bản giao máy',
    documentNumber: 'Số biên bản',
    documentDate: 'Ngày biên bản',
    giver: 'Bên giao',
    receivedOn: 'Ngày nhận máy',
    inFuture: 'Ngày nhận không thể ở tương lai.',
  },
  list: {
    row: 'Dòng',
    sheet: 'Trang',
    pupil: 'Họ và tên',
    device: 'Số sê-ri',
    tick: 'Hạ',
    problem: 'Cần sửa',
    warning: 'Nên xem lại',
    changes: 'Đổi trong sổ',
  },
  change: (field: string, before: string, after: string) => `${field}: ${before} → ${after}`,
  emptyValue: '(trống)',
  place: {
    cell: (sheet: string, row: number, column: string | null) =>
      column === null ? `Trang ${sheet}, dòng ${row}:` : `Trang ${sheet}, ô ${column}${row}:`,
    column: (column: string) => `Cột ${column}:`,
    row: (sheet: string, row: number) => `Trang ${sheet}, dòng ${row}`,
  },
  detail: {
    label: 'Dòng đang chọn',
    field: 'Mục',
    inFile: 'Trong tệp',
    understood: 'Hiểu là',
    inRegister: 'Trong sổ',
    group: {
      new: 'sẽ được thêm',
      changed: 'sẽ đổi trong sổ',
      unchanged: 'đã có, giống hệt',
      problem: 'chưa ghi được',
    },
  },
  lower: {
    text: 'Các hộ này có giấy chứng nhận trong sổ, còn tệp ghi diện thấp hơn. Sổ giữ diện đang có, trừ khi được đánh dấu.',
    all: 'Hạ tất cả',
    none: 'Giữ tất cả',
    of: (name: string) => `Hạ diện của ${name}`,
    tick: 'Hạ diện theo tệp',
    why: 'Trong sổ có giấy chứng nhận cho diện cao hơn.',
    key: 'Đánh dấu hạ diện',
  },
  result: {
    title: {
      roster: (added: number, changed: number) => written(added, 'học sinh', changed),
      devices: (added: number, changed: number) => written(added, 'máy', changed),
    },
    nothing: 'Tệp này không đổi gì trong sổ.',
    unchanged: (count: number) => `${n(count)} dòng đã có trong sổ, giống hệt, được giữ nguyên.`,
    rejected: (count: number) => `${n(count)} dòng cần sửa, được giữ lại ở “Dòng cần sửa”.`,
    mend: (count: number) => `Sửa ${n(count)} dòng`,
    seePupils: 'Xem học sinh',
    handOver: 'Phân máy, bàn giao',
    again: 'Nhập tệp khác',
    rejectedTitle: 'Chưa ghi được',
    warningsTitle: 'Đã ghi, nên xem lại',
    more: (count: number) => `và ${n(count)} chỗ nữa.`,
  },
  rows: {
    empty: 'Không có dòng nào chờ sửa',
    emptyText:
      'Dòng sai của mỗi tệp nhập vào được giữ ở đây cho đến khi sửa xong hoặc bỏ. Mọi tệp trước nay đều đã ghi trọn.',
    table: 'Dòng chờ sửa',
    count: (count: number) => `${n(count)} dòng chờ sửa. Sổ chưa có các dòng này.`,
    file: 'Tệp',
    label: 'Học sinh, máy',
    fields: 'Các ô của dòng',
    save: 'Ghi dòng này',
    dismiss: 'Bỏ dòng này',
    dismissAll: 'Bỏ tất cả',
    dismissTitle: 'Bỏ các dòng chờ sửa?',
    dismissText: (count: number) =>
      `${n(count)} dòng sẽ rời danh sách này mà không được ghi vào sổ. Tệp gốc trên máy vẫn còn.`,
    dismissed: (count: number) => `Đã bỏ ${n(count)} dòng chờ sửa.`,
    saved: (label: string) => `Đã ghi ${label} vào sổ.`,
    still: (count: number) => (count === 1 ? 'Chưa ghi: còn 1 chỗ cần sửa.' : `Chưa ghi: còn ${n(count)} chỗ cần sửa.`),
    nobody: '(không tên)',
  },
};

function written(added: number, what: string, changed: number): string {
  if (added === 0) return `Đã ghi ${n(changed)} thay đổi.`;
  return changed === 0 ? `Đã ghi ${n(added)} ${what} mới.` : `Đã ghi ${n(added)} ${what} mới, ${n(changed)} thay đổi.`;
}

function said(newOnes: string, added: number, changed: number, rejected: number): string {
  const parts = [...(added > 0 ? [newOnes] : []), ...(changed > 0 ? [`${n(changed)} thay đổi`] : [])];
  const done = parts.length === 0 ? 'Tệp này không đổi gì trong sổ.' : `Đã ghi ${parts.join(', ')}.`;
  return rejected === 0 ? done : `${done} ${n(rejected)} dòng cần sửa.`;
}
