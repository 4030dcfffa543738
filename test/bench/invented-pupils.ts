/** Invented pupils in any number, for the bench: names as common as in a highland district. */
import * as spreadsheet from '@e965/xlsx';
import type { Register, Session } from '../../core/register.ts';
import { type SeededRandom, seededRandom } from '../seeded-random.ts';

const FAMILIES = [
  'Bùi',
  'Hà',
  'Sùng',
  'Lò',
  'Nguyễn',
  'Đinh',
  'Vàng',
  'Giàng',
  'Khà',
  'Lường',
  'Trần',
  'Phạm',
  'Quách',
  'Bạch',
  'Xa',
  'Mùa',
  'Triệu',
  'Đặng',
];
const MIDDLES = [
  'Văn',
  'Thị',
  'Minh',
  'Thị Mai',
  'Đức',
  'Bảo',
  'Thị Kim',
  'Quốc',
  'Anh',
  'Xuân',
  'Gia',
  'Hữu',
  'Thùy',
  'Yến',
  'Công',
  'Khánh',
  'Diệu',
  'Mạnh',
  'Tuấn',
  'A',
  'Y',
];
const GIVEN = [
  'An',
  'Ánh',
  'Bình',
  'Cường',
  'Dũng',
  'Duyên',
  'Đạt',
  'Đức',
  'Giang',
  'Hà',
  'Hải',
  'Hằng',
  'Hiếu',
  'Hòa',
  'Huệ',
  'Hương',
  'Khua',
  'Lan',
  'Linh',
  'Long',
  'Mỷ',
  'Nga',
  'Nghĩa',
  'Oanh',
  'Phong',
  'Quân',
  'Quyết',
  'Sơn',
  'Thảo',
  'Thúy',
  'Trang',
  'Tú',
  'Uyên',
  'Ước',
  'Vinh',
  'Yến',
];
const VILLAGES = ['Lầu', 'Vặn', 'Mỏ', 'Nà Sò', 'Hang Kia', 'Pà Cò', 'Xăm', 'Bước', 'Lác', 'Đồng'];
const COMMUNES = ['Bao La', 'Chiềng Châu', 'Hang Kia', 'Pà Cò', 'Xăm Khòe', 'Đồng Tân'];

export interface InventedPupil {
  moetId: string;
  personalId: string;
  fullName: string;
  birthDate: string;
  gender: 'male' | 'female';
  className: string;
  povertyStatus: 'poor' | 'near_poor' | 'none';
  certificateNo: string | null;
  village: string;
  commune: string;
  guardianName: string;
  guardianPhone: string;
}

/** The pupil of this number; the number makes codes unique. */
export function inventPupil(random: SeededRandom, number: number): InventedPupil {
  const year = 2009 + random.integer(10);
  const povertyStatus = random.pick(['poor', 'near_poor', 'none', 'none'] as const);
  const family = random.pick(FAMILIES);
  const isFemale = random.integer(2) === 0;
  return {
    moetId: String(1_700_000_000 + number),
    personalId: `017${isFemale ? 3 : 2}${String(year).slice(2)}${String(number % 1_000_000).padStart(6, '0')}`,
    fullName: `${family} ${random.pick(MIDDLES)} ${random.integer(3) === 0 ? `${random.pick(MIDDLES)} ` : ''}${random.pick(GIVEN)}`,
    birthDate: `${year}-${String(1 + random.integer(12)).padStart(2, '0')}-${String(1 + random.integer(28)).padStart(2, '0')}`,
    gender: isFemale ? 'female' : 'male',
    className: `${1 + (number % 12)}${random.pick(['A', 'B', 'C', 'D'])}`,
    povertyStatus,
    certificateNo: povertyStatus === 'none' ? null : `${number}/GCN-HN.2025`,
    village: random.pick(VILLAGES),
    commune: random.pick(COMMUNES),
    guardianName: `${family} ${random.pick(MIDDLES)} ${random.pick(GIVEN)}`,
    guardianPhone: `03${String(number % 100_000_000).padStart(8, '0')}`,
  };
}

/** A class list as a school has it: one sheet, 14 columns; bytes of an .xlsx file. */
export function writeRosterFile(rows: number, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const header = [
    'STT',
    'Mã học sinh',
    'Số định danh cá nhân',
    'Họ và tên',
    'Ngày sinh',
    'Giới tính',
    'Dân tộc',
    'Lớp',
    'Diện ưu tiên',
    'Số GCN',
    'Xóm/bản',
    'Xã',
    'Họ tên cha/mẹ',
    'Điện thoại',
  ];
  const lines = Array.from({ length: rows }, (_, index) => {
    const pupil = inventPupil(random, index);
    return [
      index + 1,
      pupil.moetId,
      pupil.personalId,
      pupil.fullName,
      pupil.birthDate.split('-').reverse().join('/'),
      pupil.gender === 'male' ? 'Nam' : 'Nữ',
      'Mường',
      pupil.className,
      { poor: 'Hộ nghèo', near_poor: 'Hộ cận nghèo', none: '' }[pupil.povertyStatus],
      pupil.certificateNo,
      pupil.village,
      pupil.commune,
      pupil.guardianName,
      pupil.guardianPhone,
    ];
  });
  const book = spreadsheet.utils.book_new();
  spreadsheet.utils.book_append_sheet(
    book,
    spreadsheet.utils.aoa_to_sheet([['DANH SÁCH HỌC SINH'], [], header, ...lines]),
    'DS HS',
  );
  return new Uint8Array(spreadsheet.write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer);
}

/** Puts pupils into a register through commands; `isWhole` adds household, status and guardian to each. */
export async function fillRegister(
  register: Register,
  session: Session,
  pupils: number,
  isWhole: boolean,
): Promise<void> {
  const random = seededRandom(pupils);
  const perCommand = 50_000;
  const classes = new Map<string, string>();
  for (let start = 0; start < pupils; start += perCommand) {
    await register.run(session, async (command) => {
      for (let number = start; number < Math.min(pupils, start + perCommand); number += 1) {
        const pupil = inventPupil(random, number);
        let classId = classes.get(pupil.className);
        if (!classId) {
          classId = await command.createMany('classes', { name: pupil.className, schoolYear: '2026-2027' });
          classes.set(pupil.className, classId);
        }
        const { moetId, personalId, fullName, birthDate, gender } = pupil;
        const household = isWhole
          ? await command.createMany('households', { commune: pupil.commune, village: pupil.village })
          : null;
        const student = await command.createMany('students', {
          moetId,
          personalId,
          fullName,
          birthDate,
          gender,
          class: classId,
          household,
        });
        if (household === null) continue;
        const { povertyStatus: status, certificateNo } = pupil;
        await command.createMany('poverty_statuses', { household, status, certificateNo, validFrom: '2026-09-05' });
        await command.createMany('guardians', { student, name: pupil.guardianName, phone: pupil.guardianPhone });
      }
    });
  }
}
