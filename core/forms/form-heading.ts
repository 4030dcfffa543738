/** What every form has in its heading and signature block. Days are ISO text; null is left dotted or blank, to be written by hand. */
import type { z } from 'zod';
import type { handoverMode } from '../../shared/records/device.ts';

type Day = string;
type Mode = z.output<typeof handoverMode>;

/** Trường, as heading and signature block need it. */
export type FormSchool = {
  name: string;
  code: string | null;
  /** Cơ quan chủ quản, the line above the school's name: UBND xã …, Sở GD&ĐT …. */
  superiorOfficeName: string | null;
  /** Địa danh before the date: the official name of the commune. */
  place: string | null;
  /** `2026-2027`. */
  schoolYear: string | null;
  principalName: string | null;
  /** Chức vụ of who signs; null means Hiệu trưởng. */
  principalTitle: string | null;
};

/** Đợt. */
export type FormRound = { name: string; source: string | null; mode: Mode | null };

export type AnyForm = {
  school: FormSchool;
  documentNumber: string | null;
  /** Day on the paper. */
  date: Day | null;
  round: FormRound | null;
  /** Mã sổ: the code of the chain's head, by which paper and journal are put side by side (shared/rules/chain-code.ts). */
  code: string | null;
  /** Who prepared the form and hands over. */
  preparerName: string | null;
};
