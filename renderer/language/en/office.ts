/** An office's register: many schools in one. */
import { count } from './count.ts';
import type { Words } from '../words.ts';

export const office: Words['office'] = {
  school: 'School',
  everySchool: 'All schools',
  noSchool: 'No school matches',
  chooseSchoolFirst: 'Choose a school to filter by class',
  readOnly:
    'Read only: the school writes these records. Ask the school to mend them in its own register and send again.',
  forSchools: {
    title: 'This page belongs to a school’s register',
    text: 'Importing lists, handing over and printing forms are the school’s work. An office’s register shows and exports what its schools have sent.',
    back: 'Back to Today',
  },
  nothing: {
    title: 'Nothing has come from the schools yet',
    text: 'When a school sends its register (by network, USB stick or file), its pupils, devices and receipts appear here.',
  },
  schools: 'Schools',
  schoolCount: (schools) => count(schools, 'school', 'schools'),
  columns: {
    code: 'Code',
    school: 'School',
    students: 'Pupils',
    poor: 'Poor',
    nearPoor: 'Near poor',
    received: 'Received',
    devices: 'Devices',
    inStock: 'In stock',
    receipts: 'Receipts',
  },
  sum: 'Total',
  receipts: {
    title: 'Receipts',
    table: 'List of receipts',
    total: (receipts) => count(receipts, 'receipt', 'receipts'),
    columns: {
      receivedOn: 'Day',
      kind: 'Kind',
      student: 'Pupil',
      device: 'Device',
      receiver: 'Signed by',
      round: 'Round',
    },
    cancelled: 'cancelled',
  },
  export: {
    text: 'One .xlsx file: every line begins with the code and name of its school. Choose one school, or leave it empty for all.',
  },
};
