/** Sentences for conflicts and findings: what merging the work of several PCs leaves for a person. */
import type { FindingKind } from '../contract/conflicts.ts';
import type { Language, SentenceTable } from './language.ts';

export const conflictSentences = {
  conflictSettled: {
    vi: () => 'Chỗ khác nhau này đã được giải quyết ở cửa sổ hay máy khác. Hãy mở lại danh sách.',
    en: () => 'This difference has been settled in another window or on another PC. Open the list again.',
  },
  conflictOfOther: {
    vi: () => 'Mục này là của trường khác; chỉ trường đó chọn được giá trị đúng. Hãy báo cho trường.',
    en: () => 'This record belongs to another school; only that school can choose the right value. Tell the school.',
  },
} satisfies SentenceTable;

/** What each finding says, in words. */
export const findingSentences: Record<FindingKind, Record<Language, string>> = {
  deviceTwoReceipts: {
    vi: 'Một máy có hai giấy ký nhận còn hiệu lực của cùng một em.',
    en: 'One device has two receipts in force for the same pupil.',
  },
  deviceTwoPupils: { vi: 'Một máy đã giao cho hai em.', en: 'One device was handed to two pupils.' },
  pupilTwoDevices: {
    vi: 'Một em nhận hai máy mà hiệu trưởng chưa ghi lý do.',
    en: 'A pupil holds two devices and no principal gave a reason.',
  },
  householdTwoDevices: {
    vi: 'Một hộ nhận hai máy, trong khi đợt này mỗi hộ một máy.',
    en: 'A household holds two devices in a round that gives one per household.',
  },
  serialNumberTwice: { vi: 'Hai máy có cùng số sê-ri.', en: 'Two devices have the same serial number.' },
  imeiTwice: { vi: 'Hai máy có cùng số IMEI.', en: 'Two devices have the same IMEI.' },
  studentCodeTwice: { vi: 'Hai em có cùng mã học sinh.', en: 'Two pupils have the same student code.' },
  personalIdTwice: { vi: 'Hai em có cùng số định danh cá nhân.', en: 'Two pupils have the same personal ID.' },
  pupilAtTwoSchools: { vi: 'Một em có trong sổ của hai trường.', en: 'One pupil is in the registers of two schools.' },
  receiptCancelledTwice: { vi: 'Một giấy ký nhận bị huỷ hai lần.', en: 'One receipt was cancelled twice.' },
  stockNegative: {
    vi: 'Một máy xuất kho nhiều lần hơn nhập kho.',
    en: 'A device left stock more often than it came in.',
  },
  referenceMissing: {
    vi: 'Đang chờ máy kia gửi mục mà các dòng này nhắc tới.',
    en: 'Waiting for the other PC: these rows name a record that has not come.',
  },
};
