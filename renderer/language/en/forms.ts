import type { Words } from '../words.ts';
import { count as counted } from './count.ts';

export const forms: Words['forms'] = {
  title: 'Forms',
  list: 'The forms',
  names: {
    'receipt-list': 'Signature list',
    'handover-minutes': 'Handover minutes',
    export: 'Export to Excel',
  },
  about: {
    'receipt-list': 'The whole class on one list, a line to sign each',
    'handover-minutes': 'One sheet per pupil, signed by school and family',
    export: 'Pupils, devices and receipts for an office that only has Excel',
  },
  choices: 'What the form shows',
  class: 'Class',
  wholeSchool: 'Whole school',
  pupil: 'Pupil',
  allPupils: (name) => `${name}. Take off, print for the class`,
  when: 'What it is for',
  planned: 'To be signed (planned)',
  done: 'To be filed (signed)',
  documentNumber: 'Number',
  documentDate: 'Date on paper',
  print: 'Print',
  xlsx: 'Get .xlsx',
  pdf: 'PDF…',
  pdfTitle: 'Save as PDF',
  pdfText: 'In the print dialog that opens now, choose “Save as PDF” as the printer. The file name is already set.',
  pdfOpen: 'Open the print dialog',
  printed: (name, rows) => `Sent to the printer: ${name}, ${counted(rows, 'line', 'lines')}.`,
  saved: (file) => `${file} was downloaded.`,
  summary: {
    'receipt-list': (rows) => counted(rows, 'pupil', 'pupils'),
    'handover-minutes': (rows) => counted(rows, 'set of minutes', 'sets of minutes'),
  },
  pages: (count) => counted(count, 'A4 page', 'A4 pages'),
  paper: 'The paper as it will be printed',
  zoom: 'Size on screen',
  fit: 'Fit',
  nothing: {
    plannedTitle: 'No device waits to be signed for',
    plannedText:
      'The list to sign holds the pupils who have a device planned and have not signed. Plan devices for the class, then come back to print.',
    doneTitle: 'There are no receipts yet',
    doneText: 'The copy to be filed is made of saved receipts. Save the signatures of the class on the page Handover.',
    handover: 'Open the page Handover',
  },
  export: {
    title: 'The whole register as one Excel file',
    text: 'One tidy .xlsx file, a sheet for each table, with headings, real dates and codes kept as text, ready to filter and sum:',
    sheets: [
      'Pupils, with household, status and guardian',
      'Devices and where they are',
      'Receipts, cancelled ones too',
    ],
    care: 'The file holds names, ID numbers and phone numbers of pupils and families. Send it only to whoever is in charge; do not leave it on a shared PC.',
    download: 'Download the Excel file',
    fileName: 'so-may-tinh.xlsx',
    saved: (file) => `The register was exported to ${file}.`,
  },
};
