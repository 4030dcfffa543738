/** Biểu mẫu. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const forms = {
  title: 'Biểu mẫu',
  list: 'Các biểu mẫu',
  names: {
    'receipt-list': 'Danh sách ký nhận',
    'handover-minutes': 'Biên bản bàn giao',
    export: 'Xuất cả sổ ra Excel',
  },
  about: {
    'receipt-list': 'Cả lớp trên một danh sách, mỗi em một dòng ký',
    'handover-minutes': 'Mỗi em một biên bản, nhà trường và gia đình cùng ký',
    export: 'Học sinh, máy, giấy ký nhận cho cơ quan chỉ dùng Excel',
  },
  choices: 'Chọn nội dung biểu mẫu',
  class: 'Lớp',
  wholeSchool: 'Toàn trường',
  pupil: 'Học sinh',
  allPupils: (name: string) => `${name}. Bỏ chọn, in cho cả lớp`,
  when: 'In để làm gì',
  planned: 'Để ký (máy đã phân)',
  done: 'Để lưu (đã ký nhận)',
  documentNumber: 'Số văn bản',
  documentDate: 'Ngày văn bản',
  wholeNumbers: 'In đủ số định danh người ký',
  print: 'In',
  xlsx: 'Tải .xlsx',
  pdf: 'PDF…',
  pdfTitle: 'Lưu thành PDF',
  pdfText: 'Trong hộp in sắp mở, ở mục máy in hãy chọn “Lưu thành PDF” (Save as PDF). Tên tệp đã được đặt sẵn.',
  pdfOpen: 'Mở hộp in',
  printed: (name: string, rows: number) => `Đã gửi in: ${name}, ${n(rows)} dòng.`,
  saved: (file: string) => `Đã tải ${file} về máy.`,
  summary: {
    'receipt-list': (rows: number) => `${n(rows)} em`,
    'handover-minutes': (rows: number) => `${n(rows)} biên bản`,
  },
  pages: (count: number) => `${n(count)} trang A4`,
  paper: 'Trang giấy như sẽ in',
  zoom: 'Cỡ xem',
  fit: 'Vừa khung',
  nothing: {
    plannedTitle: 'Chưa có máy nào chờ ký',
    plannedText: 'Danh sách để ký gồm các em đã được phân máy mà chưa ký. Hãy phân máy cho lớp, rồi quay lại in.',
    doneTitle: 'Chưa có giấy ký nhận nào',
    doneText: 'Bản để lưu lấy từ các giấy ký nhận đã ghi. Hãy ghi lớp đã ký ở trang Bàn giao.',
    handover: 'Mở trang Bàn giao',
  },
  export: {
    title: 'Xuất cả sổ ra một tệp Excel',
    text: 'Một tệp .xlsx gọn, mỗi bảng một trang, có dòng tiêu đề, ngày và mã đúng kiểu để lọc và tính được:',
    sheets: ['Học sinh, kèm hộ, diện, người giám hộ', 'Thiết bị và nơi đang ở', 'Giấy ký nhận, cả giấy đã huỷ'],
    care: 'Tệp có họ tên, số định danh, số điện thoại của học sinh và gia đình. Chỉ gửi cho người được giao việc; đừng để ở máy dùng chung.',
    download: 'Tải tệp Excel',
    fileName: 'so-may-tinh.xlsx',
    saved: (file: string) => `Đã xuất cả sổ ra ${file}.`,
  },
};
