/** Sentences for devices, for whom they are planned, and receipts: each names the first that stands in the way. */
import type { ProblemDetails } from '../problems.ts';
import type { Language, SentenceTable } from './language.ts';

/** `2026-09-05` → `05/09/2026`. */
function day(details: ProblemDetails, name = 'receivedOn'): string {
  return String(details[name] ?? '').replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}

/** “Hà Thị Lan (6A)”, as far as it is known. */
function who(language: Language, details: ProblemDetails): string {
  const name = details['student'] ?? details['fullName'] ?? (language === 'vi' ? 'em khác' : 'another pupil');
  return details['className'] ? `${name} (${details['className']})` : String(name);
}

/** “Máy R9OT2786087”, as far as it is known. */
function device(language: Language, details: ProblemDetails): string {
  const serial = details['serialNumber'];
  if (language === 'vi') return serial ? `Máy ${serial}` : 'Máy này';
  return serial ? `The device ${serial}` : 'This device';
}

export const deviceSentences = {
  deviceNotFound: {
    vi: (d) =>
      d['serialNumber'] ? `Không thấy máy có số ${d['serialNumber']} trong sổ.` : 'Không thấy máy này trong sổ.',
    en: (d) =>
      d['serialNumber']
        ? `No device in the register has the number ${d['serialNumber']}.`
        : 'This device is not in the register.',
  },
  deviceVoided: {
    vi: (d) => `${device('vi', d)} đã ra khỏi sổ nên không giao được. Hãy chọn máy khác.`,
    en: (d) => `${device('en', d)} was taken out of the register. Choose another.`,
  },
  deviceOfOtherRound: {
    vi: (d) => `${device('vi', d)} không thuộc ${d['round'] ?? 'đợt này'}. Hãy chọn máy của đợt này.`,
    en: (d) => `${device('en', d)} does not belong to ${d['round'] ?? 'this round'}. Choose one that does.`,
  },
  deviceAlreadyHandedOver: {
    vi: (d) => `${device('vi', d)} đã giao cho ${who('vi', d)} ngày ${day(d)}.`,
    en: (d) => `${device('en', d)} was handed to ${who('en', d)} on ${day(d)}.`,
  },
  deviceAssignedToOther: {
    vi: (d) => `${device('vi', d)} đã phân cho ${who('vi', d)}. Hãy bỏ phân máy đó trước, hoặc chọn máy khác.`,
    en: (d) =>
      `${device('en', d)} is planned for ${who('en', d)}. Take that plan back first, or choose another device.`,
  },
  studentHoldsDevice: {
    vi: (d) =>
      d['receivedOn']
        ? `${who('vi', d)} đang giữ máy ${d['serialNumber']}, nhận ngày ${day(d)}. Mỗi em một máy; chỉ hiệu trưởng mới cho nhận thêm, kèm lý do.`
        : `${who('vi', d)} đang giữ máy ${d['serialNumber'] ?? ''}. Hãy huỷ giấy ký nhận trước.`,
    en: (d) =>
      d['receivedOn']
        ? `${who('en', d)} holds the device ${d['serialNumber']}, received on ${day(d)}. One device per pupil; only the principal may allow another, with a reason.`
        : `${who('en', d)} holds the device ${d['serialNumber'] ?? ''}. Cancel the receipt first.`,
  },
  householdHoldsDevice: {
    vi: (d) =>
      `${who('vi', d)}, cùng hộ, đang giữ máy ${d['serialNumber']}. Đợt này mỗi hộ một máy; chỉ hiệu trưởng mới cho nhận thêm, kèm lý do.`,
    en: (d) =>
      `${who('en', d)}, of the same household, holds the device ${d['serialNumber']}. This round gives one per household; only the principal may allow another, with a reason.`,
  },
  studentHasAssignment: {
    vi: (d) => `${who('vi', d)} đã được phân máy ${d['serialNumber']}. Hãy bỏ phân máy đó trước.`,
    en: (d) => `The device ${d['serialNumber']} is already planned for ${who('en', d)}. Take that plan back first.`,
  },
  householdHasAssignment: {
    vi: (d) => `${who('vi', d)}, cùng hộ, đã được phân máy ${d['serialNumber']}. Đợt này mỗi hộ một máy.`,
    en: (d) =>
      `The device ${d['serialNumber']} is planned for ${who('en', d)}, of the same household. This round gives one per household.`,
  },
  studentHasNoAssignment: {
    vi: (d) => `${who('vi', d)} chưa được phân máy nào. Hãy quét hoặc chọn máy để giao.`,
    en: (d) => `No device is planned for ${who('en', d)}. Scan or choose the device to hand over.`,
  },
  studentVoided: {
    vi: (d) => `${who('vi', d)} đã ra khỏi danh sách nên không nhận máy được.`,
    en: (d) => `${who('en', d)} was taken off the list and cannot receive a device.`,
  },
  overrideNotAllowed: {
    vi: () => 'Chỉ hiệu trưởng mới cho nhận thêm máy. Chưa ghi gì cả; hãy để hiệu trưởng ngồi máy rồi làm lại.',
    en: () => 'Only the principal may allow another device. Nothing was saved; let the principal sit down and do it.',
  },
  receivedOnInFuture: {
    vi: (d) =>
      `Ngày ${day(d)} chưa tới: hôm nay theo máy tính là ${day(d, 'today')}. Hãy sửa ngày, hoặc chỉnh lại đồng hồ của máy tính.`,
    en: (d) =>
      `${day(d)} is still to come: this computer says today is ${day(d, 'today')}. Correct the day, or the computer’s clock.`,
  },
  stockTooSmall: {
    vi: (d) =>
      `Kho của ${d['round'] ?? 'đợt này'} không còn máy nào${d['model'] ? ` loại ${d['model']}` : ''}; còn ${d['missing']} em chưa có máy.`,
    en: (d) =>
      `No device${d['model'] ? ` of model ${d['model']}` : ''} is left in the stock of ${d['round'] ?? 'this round'}; ${d['missing']} pupils have none.`,
  },
  assignmentFulfilled: {
    vi: (d) => `${device('vi', d)} đã giao cho ${who('vi', d)} nên không bỏ phân được. Hãy huỷ giấy ký nhận trước.`,
    en: (d) => `${device('en', d)} was handed to ${who('en', d)}, so the plan stays. Cancel the receipt first.`,
  },
  deviceHandedOver: {
    vi: (d) => `${device('vi', d)} đang ở chỗ ${who('vi', d)}. Hãy huỷ giấy ký nhận trước.`,
    en: (d) =>
      `${who('en', d)} holds ${d['serialNumber'] ? `the device ${d['serialNumber']}` : 'this device'}. Cancel the receipt first.`,
  },
  deviceAssigned: {
    vi: (d) => `${device('vi', d)} đã phân cho ${who('vi', d)}. Hãy bỏ phân máy trước.`,
    en: (d) => `${device('en', d)} is planned for ${who('en', d)}. Take the plan back first.`,
  },
  serialNumberTaken: {
    vi: (d) => `Trong sổ đã có máy số sê-ri ${d['serialNumber']}. Hãy xem lại nhãn máy.`,
    en: (d) =>
      `The register already has a device with the serial number ${d['serialNumber']}. Look at its label again.`,
  },
  serialNumberInvalid: {
    vi: () => 'Chưa có số sê-ri. Hãy quét hoặc gõ số ghi trên nhãn máy.',
    en: () => 'The serial number is missing. Scan or type the one on the label.',
  },
  imeiTaken: {
    vi: (d) => `IMEI ${d['imei']} đã có ở máy ${d['serialNumber']}. Hãy xem lại nhãn máy.`,
    en: (d) => `The device ${d['serialNumber']} already has the IMEI ${d['imei']}. Look at the label again.`,
  },
  imeiTwice: {
    vi: (d) => `IMEI ${d['imei']} ghi ở cả hai ô. Máy một SIM chỉ có một IMEI: hãy để trống ô thứ hai.`,
    en: (d) =>
      `The IMEI ${d['imei']} stands in both fields. A device with one SIM has one IMEI: leave the second empty.`,
  },
  imeiInvalid: {
    vi: () => 'IMEI chỉ gồm chữ số, thường là 15 số. Hãy xem lại nhãn máy.',
    en: () => 'An IMEI has digits only, usually 15. Look at the label again.',
  },
  roundNotFound: {
    vi: (d) =>
      d['name'] ? `Không thấy đợt “${d['name']}” trong sổ.` : 'Không thấy đợt này trong sổ. Hãy chọn đợt khác.',
    en: (d) =>
      d['name'] ? `There is no round named “${d['name']}”.` : 'This round is not in the register. Choose another.',
  },
  receiptNotFound: {
    vi: () => 'Không thấy giấy ký nhận này trong sổ.',
    en: () => 'This receipt is not in the register.',
  },
  receiptAlreadyCancelled: {
    vi: (d) => `Giấy ký nhận máy ${d['serialNumber'] ?? ''} của ${who('vi', d)} đã huỷ rồi. Sổ giữ nguyên.`,
    en: (d) =>
      `The receipt of ${who('en', d)} for ${d['serialNumber'] ?? 'the device'} was cancelled before. Nothing changed.`,
  },
  receiptIsCancellation: {
    vi: () => 'Đây là giấy huỷ, không huỷ được nữa. Nếu huỷ nhầm, hãy ghi một giấy ký nhận mới.',
    en: () => 'This is a counter-document and cannot be cancelled itself. If it was a mistake, save a new receipt.',
  },
  cancelledBeforeReceived: {
    vi: (d) => `Ngày huỷ ${day(d, 'cancelledOn')} trước ngày nhận ${day(d)}. Hãy sửa lại ngày huỷ.`,
    en: (d) => `The day of cancelling, ${day(d, 'cancelledOn')}, is before that of the receipt, ${day(d)}. Correct it.`,
  },
} as const satisfies SentenceTable;
