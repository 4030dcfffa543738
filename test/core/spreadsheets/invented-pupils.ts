/** Made-up pupils for lists of every shape, from a seed. */
import type { RosterValues } from '../../../core/spreadsheets/roster-fields.ts';

/** Random numbers from a seed (mulberry32): the same list for the same seed. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error('nothing to pick from');
    return choice;
  }

  shuffle<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, key: this.next() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ item }) => item);
  }
}

export type Pupil = Required<
  Pick<
    RosterValues,
    | 'fullName'
    | 'birthDate'
    | 'gender'
    | 'ethnicity'
    | 'className'
    | 'moetId'
    | 'personalId'
    | 'village'
    | 'commune'
    | 'povertyStatus'
    | 'certificateNo'
    | 'guardianName'
    | 'guardianRelation'
    | 'guardianPhone'
  >
> & { fullName: string; birthDate: string; className: string };

const families = [
  'Nguyễn',
  'Bùi',
  'Hà',
  'Đinh',
  'Lường',
  'Giàng',
  'Sùng',
  'Quách',
  'Đặng',
  'Tòng',
  'Tống',
  'Vì',
  'Lò',
  'Khà',
  'Cống',
];
const middles = ['Văn', 'Thị', 'Đức', 'Thị Kim', 'Mạnh', 'A', 'Y', 'Thị Ngọc', 'Hữu', 'Bảo', 'Xuân'];
const givens = [
  'An',
  'Ánh',
  'Ấn',
  'Ước',
  'Ỷ',
  'Đạt',
  'Dũng',
  'Nghĩa',
  'Quỳnh',
  'Hường',
  'Thúy',
  'Huệ',
  'Khuê',
  'Nguyệt',
  'Lềnh',
  'Dở',
  'Hòa',
  'Giống',
  'Phượng',
  'Sáng',
];
const ethnicities = ['Mường', 'Kinh', 'Thái', 'Mông', 'Dao', 'Tày'];
const villages = ['Mỏ', 'Lác', 'Nà Sò', 'Xà Lính', 'Thung Mặn', 'Hang Kia', 'Pà Cò', 'Bước', 'Vặn', 'Tổ 3'];
const communes = ['Chiềng Châu', 'Bao La', 'Xăm Khòe', 'Hang Kia', 'Đồng Tân'];

function nameOf(dice: Dice): string {
  return `${dice.pick(families)} ${dice.pick(middles)} ${dice.pick(givens)}`;
}

function digits(dice: Dice, count: number): string {
  return Array.from({ length: count }, () => String(dice.below(10))).join('');
}

/** Pupils of the classes, no two with the same number; personal IDs agree with gender and birth. */
export function inventPupils(dice: Dice, classes: readonly string[], perClass: number): Pupil[] {
  return classes.flatMap((className, classIndex) =>
    Array.from({ length: 1 + dice.below(perClass) }, (_, index): Pupil => {
      const gender = dice.pick(['male', 'female'] as const);
      const year = 2008 + dice.below(11);
      const birthDate = `${year}-${String(1 + dice.below(12)).padStart(2, '0')}-${String(1 + dice.below(28)).padStart(2, '0')}`;
      const povertyStatus = dice.pick(['poor', 'near_poor', 'none', 'none'] as const);
      return {
        fullName: nameOf(dice),
        birthDate,
        gender,
        ethnicity: dice.pick(ethnicities),
        className,
        moetId: `17${String(classIndex).padStart(2, '0')}${String(index).padStart(3, '0')}${digits(dice, 3)}`,
        personalId: dice.chance(0.1)
          ? null
          : `017${gender === 'male' ? 2 : 3}${String(year).slice(2)}${String(classIndex).padStart(2, '0')}${String(index).padStart(3, '0')}${dice.below(10)}`,
        village: dice.pick(villages),
        commune: dice.pick(communes),
        povertyStatus,
        certificateNo: povertyStatus === 'none' ? null : `${10 + dice.below(80)}/GCN-HN.2025`,
        guardianName: nameOf(dice),
        guardianRelation: dice.pick(['father', 'mother', 'grandmother'] as const),
        guardianPhone: dice.chance(0.2) ? null : `0${dice.pick(['3', '8', '9'])}${digits(dice, 8)}`,
      };
    }),
  );
}
