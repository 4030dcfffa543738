/**
 * What goes on each form: records as they are, days as ISO text, null for what is not known (left dotted or blank, to be written
 * by hand). form-values.ts turns them into the words that a template can name.
 */
import type { z } from 'zod';
import type { handoverMode } from '../../shared/records/device.ts';
import type { povertyLevel, relation } from '../../shared/records/pupil.ts';
import type { AnyForm } from './form-heading.ts';
import type { PrivacyFormModel } from './privacy-form-models.ts';

/** ISO calendar day, `2026-09-05`. */
type Day = string;
type Mode = z.output<typeof handoverMode>;
type PovertyStatus = z.output<typeof povertyLevel>;
type Relation = z.output<typeof relation>;

/** One line of F2: one device of one pupil. */
export type ReceiptListRow = {
  /** Tells pupils apart in the totals; not printed. */
  studentId: string;
  fullName: string;
  birthDate: Day | null;
  className: string | null;
  povertyStatus: PovertyStatus | null;
  deviceName: string | null;
  /** Nhãn hiệu, model. */
  deviceModel: string | null;
  serialNumber: string | null;
  imei: string | null;
  simNumber: string | null;
  iccid: string | null;
  accessories: string | null;
  condition: string | null;
  receiverName: string | null;
  receiverRelation: Relation | null;
  receivedOn: Day | null;
  note: string | null;
};

/** F2, Danh sách ký nhận (forms.md 1.3). No personal ID numbers. */
export type ReceiptListModel = AnyForm & {
  form: 'receipt-list';
  /** Null: the whole school. */
  className: string | null;
  homeroomTeacher: string | null;
  /** Planned: receiver, day and signature stay blank whatever the rows say. */
  isPlanned: boolean;
  rows: readonly ReceiptListRow[];
};

/** One copy of F3: one device handed to one pupil. */
export type HandoverMinutes = {
  documentNumber: string | null;
  /** Null: neither box is ticked. */
  mode: Mode | null;
  /** Thời hạn of a loan. */
  loanUntil: Day | null;
  /** Day of the handover; null: the day of the paper. */
  receivedOn: Day | null;
  student: {
    fullName: string;
    birthDate: Day | null;
    className: string | null;
    moetId: string | null;
    povertyStatus: PovertyStatus | null;
    certificateNo: string | null;
    certificateDate: Day | null;
    /** True from lower secondary on: the pupil signs beside the guardian. */
    signsToo: boolean;
  };
  receiver: {
    name: string | null;
    relation: Relation | null;
    personalId: string | null;
    idIssuedOn: Day | null;
    idIssuedBy: string | null;
    phone: string | null;
    /** Nơi thường trú in one line. */
    address: string | null;
  };
  device: {
    name: string | null;
    brand: string | null;
    model: string | null;
    serialNumber: string | null;
    imei: string | null;
    /** Giá trị in đồng. */
    price: number | null;
    condition: string | null;
    accessories: string | null;
    note: string | null;
    simNumber: string | null;
    iccid: string | null;
    carrier: string | null;
    dataPlan: string | null;
    simActivatedOn: Day | null;
    simExpiresOn: Day | null;
  };
};

/** F3, Biên bản bàn giao (forms.md 1.4): one page a pupil. */
export type HandoverMinutesModel = AnyForm & {
  form: 'handover-minutes';
  /** What follows “Căn cứ”: the decision or plan that allotted the devices. */
  basis: string | null;
  preparerTitle: string | null;
  minutes: readonly HandoverMinutes[];
};

export type FormModel = ReceiptListModel | HandoverMinutesModel | PrivacyFormModel;
