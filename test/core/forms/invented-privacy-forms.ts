/** Models of the forms of privacy with invented people, for tests and for the pictures in docs/forms/. */
import type {
  ConsentFormModel,
  DeletionMinutesModel,
  HeldDataModel,
  HeldLine,
  PostingListModel,
} from '../../../core/forms/privacy-form-models.ts';
import { inventedRow, inventedSchool } from './invented-forms.ts';

const head = {
  school: inventedSchool,
  documentNumber: null,
  code: '3f2a9c01be-1234',
  date: '2026-09-05',
  round: null,
  preparerName: 'Hà Thị Loan',
};

export function inventedDeletionMinutes(changes: Partial<DeletionMinutesModel> = {}): DeletionMinutesModel {
  return {
    ...head,
    form: 'deletion-minutes',
    deletionId: 'k3m9qz2w8xd4t6b7-00001a2',
    deletion: {
      reason: 'retention',
      basis: 'Quyết định số 14/QĐ-THCSCC ngày 01 tháng 9 năm 2026',
      erasedOn: '2026-09-05',
      schoolYear: '2020-2021',
      pupils: 31,
      poor: 12,
      nearPoor: 9,
      none: 8,
      unknown: 2,
      received: 20,
      households: 27,
      receipts: 22,
      attachments: 3,
      changes: 418,
    },
    ...changes,
  };
}

/** The list for the notice board with `count` pupils. */
export function inventedPostingList(count: number, changes: Partial<PostingListModel> = {}): PostingListModel {
  return {
    ...head,
    round: { name: 'Đợt 1', source: null, mode: 'gift' },
    form: 'posting-list',
    className: null,
    isPlanned: true,
    rows: Array.from({ length: count }, (_, index) => inventedRow(index)),
    ...changes,
  };
}

/** Two pupils: one who ticks as well, one who is too young. */
export function inventedConsentForm(changes: Partial<ConsentFormModel> = {}): ConsentFormModel {
  const guardian = { guardianName: 'Vì Thị Pấng', guardianRelation: 'mother' as const };
  return {
    ...head,
    form: 'consent-form',
    formVersion: 'PĐY-01/2026',
    keptYears: 5,
    papers: [
      { studentName: 'Lò Thị Thắng', birthDate: '2015-01-01', className: '6A', ...guardian, needsChild: true },
      { studentName: 'Hà Công Chứ', birthDate: '2020-02-02', className: '1B', ...guardian, needsChild: false },
    ],
    ...changes,
  };
}

const heading = (label: string): HeldLine => ({ isHeading: true, label, value: null });
const line = (label: string, value: string): HeldLine => ({ isHeading: false, label, value });

export function inventedHeldData(changes: Partial<HeldDataModel> = {}): HeldDataModel {
  return {
    ...head,
    form: 'held-data',
    student: { fullName: 'Lò Thị Thắng', birthDate: '2015-01-01', className: '6A' },
    request: { receivedOn: '2026-09-03', requesterName: 'Vì Thị Pấng' },
    isWhole: false,
    lines: [
      heading('Hộ gia đình'),
      line('Chủ hộ', 'Lò Văn Inh'),
      line('Số định danh chủ hộ', '0171••••••01'),
      line('Thôn, bản', 'xóm Chiềng Châu'),
      heading('Học sinh'),
      line('Họ và tên', 'Lò Thị Thắng'),
      line('Số định danh cá nhân', '0173••••••45'),
      line('Ghi chú', 'Em ở với bà ngoại từ tháng 3; mẹ đi làm xa, mỗi tháng về một lần, khi cần báo qua điện thoại.'),
      heading('Nhật ký'),
      ...Array.from({ length: 40 }, (_, index) =>
        line(`09:${String(index + 10)} 05/09/2026`, 'Hà Thị Loan: Học sinh. Họ và tên: Lò Thị Thăng → Lò Thị Thắng'),
      ),
    ],
    ...changes,
  };
}
