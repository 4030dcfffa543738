import type { Words } from '../words.ts';
import { count as counted, n } from './count.ts';

export const today: Words['today'] = {
  title: 'Today',
  qualify: 'Who qualifies, who has received, who is left',
  group: { poor: 'Poor household', near_poor: 'Near-poor household', none: 'Other', unknown: 'Status unknown' },
  students: (count) => counted(count, 'pupil', 'pupils'),
  received: (count) => `${n(count)} received`,
  assigned: (count) => `${n(count)} planned, not signed`,
  left: (count) => `${n(count)} without device`,
  openList: (group, part) => `Open the list: ${group}, ${part}`,
  openGroup: 'Open the list',
  noStudents:
    'There are no pupils in the register yet. After class lists are imported, every status becomes a bar here: how many pupils have received, how many still wait.',
  devices: 'Devices in the register',
  devicesTotal: 'All',
  devicesInStock: 'In stock',
  devicesAssigned: 'Planned, not signed',
  devicesHandedOver: 'Handed over',
  next: 'Next step',
  step: {
    importStudents: {
      text: () => 'The register has no pupils yet. Import the class lists from the school’s Excel file.',
      button: 'Import class lists',
    },
    importDevices: {
      text: (students) =>
        `The register has ${counted(students, 'pupil', 'pupils')} and no devices yet. Import the delivery note.`,
      button: 'Import devices',
    },
    assign: {
      text: (devices, students) =>
        `${counted(devices, 'device is', 'devices are')} in stock; ${counted(students, 'poor or near-poor pupil has', 'poor and near-poor pupils have')} none planned.`,
      button: 'Plan devices by class',
    },
    handOver: {
      text: (students) =>
        `${counted(students, 'pupil has a planned device and has', 'pupils have a planned device and have')} not signed yet.`,
      button: 'Hand over',
    },
    waitForDevices: {
      text: (students) =>
        `No devices are left in stock; ${counted(students, 'poor or near-poor pupil is', 'poor and near-poor pupils are')} waiting. When devices arrive, import the delivery note.`,
      button: 'Import devices',
    },
    print: {
      text: () =>
        'Every poor and near-poor pupil in the register has received a device. Print the signed lists for the files.',
      button: 'Open forms',
    },
    findStatus: {
      text: (students) =>
        `The status of ${counted(students, 'pupil', 'pupils')} is unknown. Enter poor or near-poor before devices are planned.`,
      button: 'Show these pupils',
    },
  },
  person: 'Needs a person',
  problemRows: (count) =>
    count === 1
      ? '1 imported row has mistakes and is not in the register yet.'
      : `${n(count)} imported rows have mistakes and are not in the register yet.`,
  problemRowsButton: 'Correct the rows',
  unknownStatus: (count) => `The status of ${counted(count, 'pupil', 'pupils')} is unknown.`,
  unknownStatusButton: 'Show the list',
  draft: (label, time) => `Unfinished typing: ${label}, ${time}.`,
  draftNew: 'new pupil',
  draftButton: 'Go on',
  nothingWaits: 'Nothing waits for a person.',
  recent: 'Done last',
  recentEmpty: 'Nothing has been written yet. Everything you save appears here, with an Undo button.',
  undone: 'undone',
  undoOf: (what) => `Undo: ${what}`,
  office: {
    text: 'This is an office’s register. Its pupils, devices and receipts were sent by the schools; the office reads, searches and exports them, and edits none.',
    place: 'Place',
    level: 'Level',
    change: 'Change the office’s name',
  },
};
