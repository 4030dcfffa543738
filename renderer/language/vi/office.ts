/** Sổ của cơ quan quản lý: many schools in one register. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const office = {
  school: 'Trường',
  everySchool: 'Mọi trường',
  noSchool: 'Không có trường nào khớp',
  chooseSchoolFirst: 'Chọn trường để lọc theo lớp',
  readOnly: 'Chỉ xem: hồ sơ do trường ghi. Cần sửa thì báo trường sửa ở sổ của trường rồi gửi lên.',
  forSchools: {
    title: 'Trang này dành cho sổ của trường',
    text: 'Nhập danh sách, bàn giao và in biểu mẫu là việc của trường. Sổ của cơ quan quản lý xem và xuất những gì các trường đã gửi.',
    back: 'Về Hôm nay',
  },
  nothing: {
    title: 'Chưa có gì từ các trường',
    text: 'Khi một trường gửi sổ lên (qua mạng, thẻ USB hay tệp), học sinh, thiết bị và giấy ký nhận của trường hiện ở đây.',
  },
  schools: 'Các trường',
  schoolCount: (count: number) => `${n(count)} trường`,
  columns: {
    code: 'Mã trường',
    school: 'Trường',
    students: 'Học sinh',
    poor: 'Hộ nghèo',
    nearPoor: 'Cận nghèo',
    received: 'Đã nhận',
    devices: 'Máy',
    inStock: 'Trong kho',
    receipts: 'Giấy ký',
  },
  sum: 'Cộng',
  receipts: {
    title: 'Giấy ký nhận',
    table: 'Danh sách giấy ký nhận',
    total: (count: number) => `${n(count)} giấy`,
    columns: {
      receivedOn: 'Ngày',
      kind: 'Loại',
      student: 'Học sinh',
      device: 'Số máy',
      receiver: 'Người ký',
      round: 'Đợt',
    },
    cancelled: 'đã huỷ',
  },
  export: {
    text: 'Một tệp .xlsx: mỗi dòng bắt đầu bằng mã trường và tên trường. Chọn một trường, hoặc để trống để xuất tất cả.',
  },
};
