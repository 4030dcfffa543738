/** Thiết bị. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const devices = {
  title: 'Thiết bị',
  import: 'Nhập biên bản giao máy',
  add: 'Thêm máy',
  search: 'Tìm máy, hoặc quét số máy',
  searchPlaceholder: 'Số sê-ri, IMEI, SIM; hoặc quét mã vạch',
  filterModel: 'Loại máy',
  everyModel: 'Mọi loại máy',
  filterState: 'Tình trạng',
  everyState: 'Trong kho, đã phân hay đã giao',
  clearFilters: 'Bỏ lọc',
  table: 'Danh sách thiết bị',
  columns: { model: 'Loại máy', state: 'Tình trạng', student: 'Học sinh', round: 'Đợt' },
  totals: (count: number) => `${n(count)} máy`,
  empty: {
    title: 'Sổ chưa có máy nào',
    text: 'Nhập biên bản giao máy từ tệp Excel là nhanh nhất. Cũng có thể thêm từng máy: gõ số sê-ri, hoặc quét mã vạch trên hộp bằng máy quét USB.',
  },
  noMatch: { title: 'Không có máy nào khớp', text: 'Thử gõ vài số cuối, hoặc bỏ bớt điều kiện lọc.' },
  stock: {
    title: 'Kho theo loại máy',
    model: 'Loại máy',
    total: 'Tất cả',
    inStock: 'Trong kho',
    assigned: 'Chờ ký',
    handedOver: 'Đã giao',
    sum: 'Cộng',
    noModel: 'Chưa ghi loại máy',
  },
  panel: {
    label: 'Thiết bị đang mở',
    handOver: 'Mở bàn giao',
    holder: { assigned: 'Phân cho', handed_over: 'Đang ở chỗ' },
    papers: 'Giấy ký nhận',
    noPapers: 'Chưa có giấy ký nhận nào cho máy này.',
    voidTitle: (serial: string) => `Đưa máy ${serial} ra khỏi sổ?`,
    voidText: 'Máy không còn tính trong kho. Nhật ký của máy vẫn được giữ.',
    voidReasons: ['Ghi nhầm', 'Trả lại bên giao', 'Hỏng, không dùng được', 'Mất'],
    voided: (serial: string) => `Đã đưa máy ${serial} ra khỏi sổ.`,
  },
  form: {
    editTitle: (serial: string) => `Sửa máy ${serial}`,
    save: 'Lưu máy',
    saved: (serial: string) => `Đã lưu máy ${serial}.`,
    serialHint: 'Như trên nhãn máy; tự viết hoa.',
    garbled: 'Số này có dấu tiếng Việt: bộ gõ đã đổi chữ. Hãy tắt bộ gõ (Unikey: Ctrl Shift) rồi quét hoặc gõ lại.',
    noPrice: 'Hãy ghi số tiền bằng chữ số, ví dụ 3.500.000.',
  },
  scan: {
    title: 'Thêm máy, từng máy một',
    hint: 'Quét mã vạch hoặc gõ rồi bấm Enter: máy được ghi ngay, ô này chờ máy tiếp theo.',
    imei: 'IMEI (nếu có)',
    add: 'Ghi máy này',
    kind: 'Ghi chung cho các máy quét sau đây:',
    added: (serial: string) => `Đã thêm máy ${serial}.`,
    done: 'Vừa quét',
    nothingYet: 'Chưa quét máy nào.',
  },
};
