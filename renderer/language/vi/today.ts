/** Hôm nay. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const today = {
  title: 'Hôm nay',
  qualify: 'Ai được nhận, đã nhận, còn lại',
  group: { poor: 'Hộ nghèo', near_poor: 'Hộ cận nghèo', none: 'Diện khác', unknown: 'Chưa rõ diện' },
  students: (count: number) => `${n(count)} học sinh`,
  received: (count: number) => `${n(count)} đã nhận`,
  assigned: (count: number) => `${n(count)} đã phân, chờ ký`,
  left: (count: number) => `${n(count)} chưa có máy`,
  openList: (group: string, part: string) => `Mở danh sách: ${group}, ${part}`,
  openGroup: 'Mở danh sách',
  noStudents:
    'Chưa có học sinh nào trong sổ. Nhập danh sách lớp xong, mỗi diện sẽ hiện thành một thanh ở đây: bao nhiêu em đã nhận, bao nhiêu em còn chờ.',
  devices: 'Máy trong sổ',
  devicesTotal: 'Tất cả',
  devicesInStock: 'Trong kho',
  devicesAssigned: 'Đã phân, chờ ký',
  devicesHandedOver: 'Đã giao',
  next: 'Việc tiếp theo',
  step: {
    importStudents: {
      text: () => 'Sổ chưa có học sinh. Hãy nhập danh sách lớp từ tệp Excel của trường.',
      button: 'Nhập danh sách lớp',
    },
    importDevices: {
      text: (students: number) => `Sổ có ${n(students)} học sinh, chưa có máy nào. Hãy nhập biên bản giao máy.`,
      button: 'Nhập danh sách máy',
    },
    assign: {
      text: (devices: number, students: number) =>
        `Trong kho còn ${n(devices)} máy; ${n(students)} em hộ nghèo, cận nghèo chưa được phân máy.`,
      button: 'Phân máy theo lớp',
    },
    handOver: {
      text: (students: number) => `${n(students)} em đã được phân máy và đang chờ ký nhận.`,
      button: 'Bàn giao',
    },
    waitForDevices: {
      text: (students: number) =>
        `Kho đã hết máy; ${n(students)} em hộ nghèo, cận nghèo còn chờ. Khi máy về, hãy nhập biên bản giao.`,
      button: 'Nhập danh sách máy',
    },
    print: {
      text: () => 'Mọi em hộ nghèo, cận nghèo trong sổ đã nhận máy. Hãy in danh sách ký nhận để lưu.',
      button: 'Mở biểu mẫu',
    },
    findStatus: {
      text: (students: number) => `Chưa rõ diện của ${n(students)} em. Hãy ghi hộ nghèo, cận nghèo trước khi phân máy.`,
      button: 'Xem các em này',
    },
  },
  person: 'Cần người xem',
  problemRows: (count: number) => `${n(count)} dòng nhập vào còn sai, chưa ghi vào sổ.`,
  problemRowsButton: 'Sửa các dòng',
  unknownStatus: (count: number) => `${n(count)} em chưa rõ thuộc diện nào.`,
  unknownStatusButton: 'Xem danh sách',
  draft: (label: string, time: string) => `Đang gõ dở: ${label}, lúc ${time}.`,
  draftNew: 'học sinh mới',
  draftButton: 'Gõ tiếp',
  nothingWaits: 'Không có gì đang chờ người xem.',
  recent: 'Vừa làm',
  recentEmpty: 'Chưa có việc nào được ghi. Mỗi lần lưu sẽ hiện ở đây, kèm nút Hoàn tác.',
  undone: 'đã hoàn tác',
  undoOf: (what: string) => `Hoàn tác: ${what}`,
  office: {
    text: 'Đây là sổ của cơ quan quản lý. Học sinh, thiết bị và giấy ký nhận ở đây do các trường gửi lên; cơ quan xem, tìm và xuất, không sửa.',
    place: 'Nơi đặt',
    level: 'Cấp',
    change: 'Sửa tên cơ quan',
  },
};
