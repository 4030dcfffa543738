import type { Words } from '../words.ts';
import { count as counted, n } from './count.ts';

export const imports: Words['imports'] = {
  tabs: { label: 'Kind of list', roster: 'Class list', devices: 'Delivery note', problems: 'Rows to mend' },
  choose: {
    title: { roster: 'Drop the class list here', devices: 'Drop the delivery note here' },
    text: {
      roster:
        'An Excel file (.xlsx, .xls), .ods, .csv, .tsv, or a web page saved as .xls; from the ministry’s database, SMAS, vnEdu or made by hand.',
      devices: 'An Excel file (.xlsx, .xls), .ods, .csv or .tsv with serial number, IMEI and model of every device.',
    },
    browse: 'Choose a file…',
    fileLabel: 'File with the list',
    round: 'To which round do these devices belong?',
    roundHint: 'The imported devices will belong to it.',
    roundFirst: 'Choose the round before the file.',
    promises: {
      roster: [
        'Nothing is saved before “Save to the register”: every column and row can be looked at first.',
        'Pupils who are in the register are recognised by code, personal ID, or name, date of birth and class; nobody is saved twice.',
        'A wrong row does not spoil the others: good rows are saved, wrong ones wait to be mended.',
        'The whole file can be undone afterwards.',
      ],
      devices: [
        'Nothing is saved before “Save to the register”: every column and row can be looked at first.',
        'A serial number or IMEI that is in the register is not saved twice.',
        'The whole file can be undone afterwards.',
      ],
    },
  },
  phase: { reading: 'Reading the file', comparing: 'Comparing with the register', writing: 'Saving to the register' },
  progress: (done, total) => `${n(done)} of ${counted(total, 'row', 'rows')}`,
  meanwhile: 'Go on working on the other pages; the line at the foot says when it is done. The register is untouched.',
  stop: 'Stop',
  readySaid: (file) => `${file} has been read. Look it over and save it, on the page Import files.`,
  doneSaid: {
    roster: (added, changed, rejected) => said(counted(added, 'new pupil', 'new pupils'), added, changed, rejected),
    devices: (added, changed, rejected) => said(counted(added, 'new device', 'new devices'), added, changed, rejected),
  },
  write: 'Save to the register',
  putAway: 'Put this file away',
  nextView: 'Next group of rows',
  previousView: 'Previous group of rows',
  rowsRead: (count) => `${counted(count, 'row', 'rows')} read`,
  converted: (encoding) => `converted from ${encoding.toUpperCase()} to Unicode`,
  skippedSheets: (names) => `sheets not read: ${names}`,
  sameAs: (time) =>
    `This very file was imported at ${time} and nothing differs since. Saving it again changes nothing.`,
  nothingToWrite: 'Every row is in the register already, just the same. There is nothing to save.',
  dropped: (count, names) =>
    `${counted(count, 'column', 'columns')} left out, for the register has no use for ${count === 1 ? 'it' : 'them'}: ${names}.`,
  viewsLabel: 'Columns and groups of rows',
  views: {
    columns: 'Columns',
    problem: 'To mend',
    lowered: 'Lower status',
    changed: 'Changed',
    new: 'New',
    warning: 'To check',
    unchanged: 'Unchanged',
  },
  viewText: {
    columns: 'What each column was understood as; it can be changed.',
    problem: 'Not saved; kept to be mended later.',
    lowered: 'Lowered only when ticked.',
    changed: 'The register will follow the file.',
    new: 'Will be added to the register.',
    warning: 'Saved all the same.',
    unchanged: 'In the register already, just the same.',
  },
  columns: {
    letter: 'Column',
    header: 'Heading in the file',
    samples: 'Some of its cells',
    field: 'Understood as',
    sheets: 'Sheets',
    leaveOut: 'Left out',
    fieldOf: (letter, header) => `Column ${letter} “${header}” is understood as`,
    remembered: 'The choice is remembered for the next file of this kind.',
  },
  delivery: {
    title: 'Delivery note',
    documentNumber: 'Number',
    documentDate: 'Date of the note',
    giver: 'Given by',
    receivedOn: 'Devices received on',
    inFuture: 'This day lies in the future.',
  },
  list: {
    row: 'Row',
    sheet: 'Sheet',
    pupil: 'Full name',
    device: 'Serial number',
    tick: 'Lower',
    problem: 'To mend',
    warning: 'To check',
    changes: 'Changes in the register',
  },
  change: (field, before, after) => `${field}: ${before} → ${after}`,
  emptyValue: '(empty)',
  place: {
    cell: (sheet, row, column) =>
      column === null ? `Sheet ${sheet}, row ${row}:` : `Sheet ${sheet}, cell ${column}${row}:`,
    column: (column) => `Column ${column}:`,
    row: (sheet, row) => `Sheet ${sheet}, row ${row}`,
  },
  detail: {
    label: 'Chosen row',
    field: 'Field',
    inFile: 'In the file',
    understood: 'Understood as',
    inRegister: 'In the register',
    group: {
      new: 'will be added',
      changed: 'will change the register',
      unchanged: 'in the register, just the same',
      problem: 'cannot be saved yet',
    },
  },
  lower: {
    text: 'These households have a certificate in the register, and the file gives a lower status. The register keeps what it has unless ticked.',
    all: 'Lower all',
    none: 'Keep all',
    of: (name) => `Lower the status of ${name}`,
    tick: 'Lower the status as in the file',
    why: 'The register has a certificate for the higher status.',
    key: 'Tick to lower the status',
  },
  result: {
    title: {
      roster: (added, changed) => written(counted(added, 'new pupil', 'new pupils'), added, changed),
      devices: (added, changed) => written(counted(added, 'new device', 'new devices'), added, changed),
    },
    nothing: 'This file changed nothing in the register.',
    unchanged: (count) => `${counted(count, 'row was', 'rows were')} in the register already, just the same.`,
    rejected: (count) =>
      `${counted(count, 'row needs', 'rows need')} mending and ${count === 1 ? 'waits' : 'wait'} in “Rows to mend”.`,
    mend: (count) => `Mend ${counted(count, 'row', 'rows')}`,
    seePupils: 'See the pupils',
    handOver: 'Plan and hand over',
    again: 'Import another file',
    rejectedTitle: 'Not saved',
    warningsTitle: 'Saved, to be checked',
    more: (count) => `and ${counted(count, 'place', 'places')} more.`,
  },
  rows: {
    empty: 'No row waits to be mended',
    emptyText:
      'Wrong rows of every imported file are kept here until they are mended or dismissed. So far every file was saved in full.',
    table: 'Rows to mend',
    count: (count) =>
      `${counted(count, 'row waits', 'rows wait')}. The register does not have ${count === 1 ? 'it' : 'them'} yet.`,
    file: 'File',
    label: 'Pupil, device',
    fields: 'Cells of the row',
    save: 'Save this row',
    dismiss: 'Dismiss this row',
    dismissAll: 'Dismiss all',
    dismissTitle: 'Dismiss the rows to mend?',
    dismissText: (count) =>
      `${counted(count, 'row leaves', 'rows leave')} this list without being saved. The file itself stays on your computer.`,
    dismissed: (count) => `${counted(count, 'row', 'rows')} dismissed.`,
    saved: (label) => `${label} is in the register now.`,
    still: (count) => `Not saved yet: ${counted(count, 'place needs', 'places need')} mending.`,
    nobody: '(no name)',
  },
};

function written(newOnes: string, added: number, changed: number): string {
  if (added === 0) return `${counted(changed, 'change', 'changes')} saved.`;
  return changed === 0 ? `${newOnes} saved.` : `${newOnes} and ${counted(changed, 'change', 'changes')} saved.`;
}

function said(newOnes: string, added: number, changed: number, rejected: number): string {
  const done = added + changed === 0 ? 'This file changed nothing in the register.' : written(newOnes, added, changed);
  return rejected === 0 ? done : `${done} ${counted(rejected, 'row needs', 'rows need')} mending.`;
}
