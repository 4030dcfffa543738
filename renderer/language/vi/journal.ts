/** Nhật ký. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const journal = {
  title: 'Nhật ký',
  table: 'Việc đã làm',
  entry: 'Việc đang xem',
  person: 'Ai làm',
  everyone: 'Mọi người',
  from: 'Từ ngày',
  until: 'Đến ngày',
  kind: 'Loại việc',
  everyKind: 'Mọi việc',
  change: 'Sửa trong sổ',
  everyTable: 'Mọi phần của sổ',
  clear: 'Bỏ lọc',
  columns: { at: 'Lúc', person: 'Người làm', kind: 'Việc', label: 'Về', values: 'Nội dung' },
  nobody: 'Chưa ai ngồi máy',
  noValues: 'Nội dung không còn ở sổ này.',
  empty: 'Chưa có việc nào.',
  noMatch: 'Không có việc nào như đã chọn. Thử bỏ bớt một điều kiện.',
  count: (count: number) => `${n(count)} việc`,
  countSoFar: (count: number) => `${n(count)} việc mới nhất; cuộn xuống để xem việc cũ hơn`,
  download: 'Tải về .xlsx',
  fileName: 'nhat-ky.xlsx',
  saved: (name: string) => `Đã tải ${name}. Việc tải cũng được ghi vào nhật ký.`,
  inJournal: 'Xem trong Nhật ký',
  openPupil: 'Mở học sinh',
  onlyPupil: 'Chỉ việc về em này',
  onlyDevice: 'Chỉ việc về máy này',
  onlyPerson: (name: string) => `Chỉ việc ${name} làm`,
};
