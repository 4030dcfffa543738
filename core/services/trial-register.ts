/** Sổ dùng thử: a register of an invented school, filled by the very services that a clerk uses, to try without fear. */
import { setUpInput } from '../../shared/contract/register.ts';
import { deviceInput } from '../../shared/contract/devices.ts';
import { studentInput } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import type { Register, Session } from '../register.ts';
import { handOverDevice } from './hand-over-device.ts';
import { listAllRounds } from './rounds.ts';
import { saveDevice } from './save-device.ts';
import { saveStudent } from './save-student.ts';
import { setUpRegister } from './set-up-register.ts';

const PUPILS = 60;
const DEVICES = 40;
const HANDED_OVER = 12;

const CLASSES = [
  { name: '6A', born: 2015 },
  { name: '7A', born: 2014 },
  { name: '8A', born: 2013 },
];
const FAMILY_NAMES = ['Hà', 'Lò', 'Vì', 'Khà', 'Bùi', 'Đinh', 'Lường', 'Quàng', 'Ngần', 'Mùi'];
const BOYS = ['Văn An', 'Đức Bình', 'Minh Cường', 'Văn Dũng', 'Quang Huy', 'Văn Khôi', 'Hữu Nam', 'Văn Phúc'];
const GIRLS = ['Thị Ánh', 'Thu Hà', 'Thị Hoa', 'Thị Lan', 'Thị Mai', 'Ngọc Nhung', 'Thị Thảo', 'Thị Yến'];
const FATHERS = ['Văn Thành', 'Văn Sơn', 'Văn Tuấn', 'Văn Hải', 'Văn Long', 'Văn Tiến', 'Văn Hùng'];
const VILLAGES = ['Bản Mẫu 1', 'Bản Mẫu 2', 'Bản Mẫu 3', 'Bản Mẫu 4'];
/** Every fourth pupil poor, every fourth near-poor, as in a school of the mountains. */
const POVERTY = ['poor', 'near_poor', 'none', 'none'] as const;

/**
 * Sets an empty register up as a trial and fills it; returns the person at the keyboard.
 *
 * Raises registerAlreadySetUp.
 */
export async function setUpTrialRegister(register: Register): Promise<string> {
  const session: Session = { personId: await setUpRegister(register, makeSchool(register.today()), true) };
  const round = (await listAllRounds(register, null))[0]?.id;
  if (round === undefined) throw new Error('a new register has a first round');
  const pupils: { id: string; father: string }[] = [];
  for (let number = 0; number < PUPILS; number += 1) {
    const input = makePupil(number);
    pupils.push({ id: (await saveStudent(register, session, input)).id, father: input.guardian?.name ?? '' });
  }
  const devices: string[] = [];
  for (let number = 0; number < DEVICES; number += 1)
    devices.push((await saveDevice(register, session, makeDevice(number, round))).id);
  const receivedOn = register.today();
  for (const [index, { id: student, father }] of pupils.slice(0, HANDED_OVER).entries()) {
    const receiver = { receiverName: father, receiverRelation: 'father' as const, receiverPersonalId: null };
    await handOverDevice(register, session, {
      student,
      device: devices[index],
      receivedOn,
      overrideReason: null,
      ...receiver,
    });
  }
  return session.personId ?? '';
}

/**
 * Ends a trial: its files are set aside in a folder of their own, and the register is empty again. Returns the folder.
 *
 * Raises registerIsNoTrial, registerNotSetUp, folderReadOnly, diskFull, registerBusy.
 */
export async function endTrial(register: Register): Promise<string> {
  if ((await register.getInstallation()).isTrial === 0) throw new Problem('registerIsNoTrial');
  return register.setAside('dung-thu');
}

function makeSchool(today: string) {
  // A school year begins in August.
  const year = Number(today.slice(0, 4)) - (today.slice(5, 7) < '08' ? 1 : 0);
  return setUpInput.parse({
    role: 'school',
    school: {
      code: 'DUNGTHU',
      name: 'Trường Dùng Thử (không có thật)',
      level: 'primary_lower_secondary',
      schoolYear: `${year}-${year + 1}`,
      commune: 'Xã Mẫu',
      principalName: 'Nguyễn Văn Mẫu',
      principalTitle: 'HIỆU TRƯỞNG',
      officeLevel: 'commune',
      officeName: 'UBND xã Mẫu',
    },
    personName: 'Người dùng thử',
  });
}

/** Names are dealt out so that no two pupils of a class are called alike; no pupil has a number that could be real. */
function makePupil(number: number) {
  const schoolClass = pick(CLASSES, number);
  const inClass = Math.floor(number / CLASSES.length);
  const isBoy = inClass % 2 === 0;
  const family = pick(FAMILY_NAMES, inClass);
  const given = pick(isBoy ? BOYS : GIRLS, number + Math.floor(inClass / FAMILY_NAMES.length));
  const father = `${family} ${pick(FATHERS, number)}`;
  const day = `${schoolClass.born}-${twoDigits((number % 12) + 1)}-${twoDigits((number % 27) + 1)}`;
  return studentInput.parse({
    fullName: `${family} ${given}`,
    birthDate: day,
    gender: isBoy ? 'male' : 'female',
    className: schoolClass.name,
    household: { headName: father, commune: 'Xã Mẫu', village: pick(VILLAGES, number) },
    guardian: { name: father, relation: 'father' },
    povertyStatus: { status: pick(POVERTY, inClass) },
  });
}

function makeDevice(number: number, round: string) {
  const serialNumber = `DUNGTHU${String(number + 1).padStart(4, '0')}`;
  return deviceInput.parse({ round, name: 'Máy tính bảng', brand: 'Mẫu', model: 'Thử 10', serialNumber });
}

function pick<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
