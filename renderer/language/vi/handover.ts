/** Bàn giao. */
import { formatNumber } from '../format.ts';

const n = (value: number) => formatNumber(value, 'vi');

export const handover = {
  title: 'Bàn giao',
  classes: 'Các lớp',
  pupils: (count: string) => `${count} em`,
  nextClass: 'Lớp tiếp theo',
  previousClass: 'Lớp trước',
  empty: {
    title: 'Chưa có lớp nào để bàn giao',
    text: 'Nhập danh sách lớp và biên bản giao máy trước. Sau đó ở đây: phân máy cho lớp, in danh sách ký, rồi ghi cả lớp đã ký bằng một lần bấm.',
    import: 'Nhập danh sách lớp',
  },
  chooseRound: 'Bàn giao cho đợt nào?',
  chooseRoundText: 'Mỗi đợt có máy và cách giao riêng. Đợt đang chọn hiện ở trên cùng, đổi được bất cứ lúc nào.',
  find: {
    label: 'Tìm một em, hoặc quét số máy',
    placeholder: 'Một em: gõ tên, hoặc quét số máy',
    placeholderFor: (serial: string) => `Máy ${serial} giao cho em nào?`,
    waiting: (serial: string) =>
      `Máy ${serial} đang trong kho, chưa phân cho ai. Hãy tìm em nhận máy này ở ô phía trên.`,
    nobody: (typed: string) => `Không thấy em nào khớp với “${typed}”.`,
  },
  state: (received: number, planned: number, without: number, stock: number) =>
    `${n(received)} em đã nhận · ${n(planned)} chờ ký · ${n(without)} chưa có máy · kho còn ${n(stock)} máy`,
  noPupils: 'Lớp này chưa có học sinh.',
  noStock: 'Kho của đợt này không còn máy. Hãy nhập biên bản giao máy trước khi phân.',
  assign: 'Phân máy…',
  assignTitle: (name: string) => `Phân máy cho lớp ${name}`,
  assignText:
    'Máy được phân theo thứ tự trong kho, cho các em chưa có máy. Khi kho không đủ, hộ nghèo trước, rồi đến hộ cận nghèo. Chưa ai phải ký.',
  assignWho: 'Phân cho các em thuộc diện',
  assignNobody: 'Hãy chọn ít nhất một diện.',
  assignConfirm: 'Phân theo thứ tự kho',
  modelInStock: (model: string, count: number) => `${model}, còn ${n(count)}`,
  assigned: (count: number, name: string, missing: number, refused: number) =>
    [
      count === 0 ? `Không có em nào của lớp ${name} được phân thêm máy.` : `Đã phân ${n(count)} máy cho lớp ${name}.`,
      ...(missing > 0 ? [`Kho thiếu ${n(missing)} máy.`] : []),
      ...(refused > 0 ? [`${n(refused)} em không được phân.`] : []),
    ].join(' '),
  passedOver: 'Không được phân, vì:',
  takeBack: 'Bỏ phân máy…',
  takeBackQuestion: {
    title: (count: number, whose: string) => `Bỏ phân ${n(count)} máy của ${whose}?`,
    text: 'Các máy này trở lại kho. Máy đã ký nhận không bị đụng đến.',
    reasons: ['Phân nhầm', 'Đổi máy', 'Hoãn phát'],
    confirm: 'Bỏ phân máy',
    done: (count: number, whose: string) => `Đã bỏ phân ${n(count)} máy của ${whose}.`,
  },
  print: 'In danh sách ký',
  confirm: (count: number) => `Ghi ${n(count)} em đã ký`,
  saved: (count: number, name: string, refused: number) =>
    refused === 0
      ? `Đã ghi ${n(count)} em lớp ${name} ký nhận máy.`
      : `Đã ghi ${n(count)} em lớp ${name} ký nhận máy. ${n(refused)} em chưa ghi được.`,
  refused: (count: number) => `${n(count)} em chưa ghi được, các em khác đã ghi:`,
  nobodyTicked: 'Chưa đánh dấu em nào có mặt, nên chưa ghi gì.',
  receiverMissing: 'Hãy ghi tên người ký nhận.',
  receivedOn: 'Ngày ký nhận',
  mode: 'Cách giao',
  paperHint: 'Bỏ dấu ở em vắng. Mũi tên lên, xuống đi từng dòng; phím cách để đánh dấu.',
  sheetLabel: (name: string) => `Danh sách ký nhận lớp ${name}`,
  columns: {
    present: 'Có mặt',
    pupil: 'Học sinh',
    device: 'Máy',
    receiver: 'Người ký nhận',
    relation: 'Quan hệ',
    personalId: 'Số định danh (nếu có)',
  },
  presentOf: (name: string) => `${name} có mặt`,
  fieldOf: (field: string, name: string) => `${field}, ${name}`,
  receipt: {
    kind: { gift: 'Ký nhận, được tặng', loan: 'Ký nhận, cho mượn' },
    cancellation: 'Giấy huỷ',
    cancelled: 'đã huỷ',
    cancel: 'Huỷ giấy này…',
    signedBy: (name: string, relation: string) => (relation === '' ? name : `${name} (${relation})`),
    reason: (reason: string) => `Lý do: ${reason}`,
    override: (reason: string) => `Hiệu trưởng cho nhận thêm: ${reason}`,
  },
  cancel: {
    title: (name: string, serial: string) => `Huỷ giấy ký nhận máy ${serial} của ${name}?`,
    text: 'Một giấy huỷ được ghi thêm, có ngày hôm nay và lý do; máy trở lại kho. Cả hai giấy đều còn trong sổ.',
    reasons: ['Ghi nhầm em', 'Ghi nhầm máy', 'Gia đình trả lại máy', 'Máy lỗi, đổi máy khác'],
    confirm: 'Ghi giấy huỷ',
    done: (name: string, serial: string) => `Đã ghi giấy huỷ: máy ${serial} của ${name} trở lại kho.`,
  },
  pupil: {
    back: 'Về danh sách lớp',
    profile: 'Mở hồ sơ',
    holds: (serial: string) => `Đang giữ máy ${serial}.`,
    planned: (serial: string, model: string, round: string) =>
      [`Đã phân máy ${serial}`, model, round].filter(Boolean).join(' · '),
    takeBack: 'Bỏ phân máy…',
    minutes: 'Biên bản bàn giao',
    second: 'Cho nhận thêm máy…',
    voided: 'Em này đã ra khỏi sổ nên không nhận máy.',
    papers: 'Giấy ký nhận',
    noPapers: 'Chưa có giấy nào.',
    form: 'Giấy ký nhận',
    device: 'Số máy',
    deviceHint: 'Quét mã vạch hoặc gõ số sê-ri, IMEI',
    receiver: 'Người ký nhận',
    relation: 'Quan hệ với học sinh',
    personalId: 'Số định danh người ký',
    personalIdHint: 'Nếu biết',
    overrideReason: 'Lý do cho nhận thêm máy',
    overrideHint: 'Hiệu trưởng ghi; lý do được giữ trên giấy ký nhận.',
    sign: 'Ghi đã ký nhận',
    planOnly: 'Chỉ phân máy, ký sau',
    plannedSaid: (name: string, serial: string) => `Đã phân máy ${serial} cho ${name}.`,
    signedSaid: (name: string, serial: string) => `Đã ghi ${name} ký nhận máy ${serial}.`,
  },
};
