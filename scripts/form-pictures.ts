/**
 * Fills every form with invented people, has LibreOffice print them, and keeps the pages as pictures in docs/forms/. Run by hand
 * after a template changed: node scripts/form-pictures.ts [folder]. Needs LibreOffice (soffice) and pdftoppm on PATH.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillForm } from '../core/forms/fill-form.ts';
import type { FormModel, HandoverMinutes } from '../core/forms/form-models.ts';
import { inventedHandoverMinutes, inventedMinutes, inventedReceiptList } from '../test/core/forms/invented-forms.ts';
import {
  inventedConsentForm,
  inventedDeletionMinutes,
  inventedHeldData,
  inventedPostingList,
} from '../test/core/forms/invented-privacy-forms.ts';

const root = join(import.meta.dirname, '..');
const folder = process.argv[2] ?? join(root, 'docs', 'forms');

/** Minutes with the receiver's part left to be written by hand. */
function withoutReceiver(minutes: HandoverMinutes): HandoverMinutes {
  const nobody = Object.fromEntries(Object.keys(minutes.receiver).map((key) => [key, null]));
  return {
    ...minutes,
    documentNumber: null,
    mode: null,
    receiver: nobody as HandoverMinutes['receiver'],
    device: { ...minutes.device, simNumber: null, iccid: null },
  };
}

const planned = inventedReceiptList(31, { className: '6A', homeroomTeacher: 'Lò Văn Inh', isPlanned: true });

const pictures: { name: string; model: FormModel }[] = [
  {
    name: 'receipt-list-planned',
    model: { ...planned, rows: planned.rows.map((row) => ({ ...row, className: '6A' })) },
  },
  { name: 'receipt-list-done', model: inventedReceiptList(12) },
  { name: 'handover-minutes', model: inventedHandoverMinutes(2) },
  {
    name: 'handover-minutes-blank',
    model: inventedHandoverMinutes(1, { date: null, basis: null, minutes: [withoutReceiver(inventedMinutes(4))] }),
  },
  { name: 'deletion-minutes', model: inventedDeletionMinutes() },
  { name: 'posting-list', model: inventedPostingList(40) },
  { name: 'consent-form', model: inventedConsentForm() },
  { name: 'held-data', model: inventedHeldData() },
];

function need(command: string, reason: string): void {
  try {
    execFileSync(command, ['-v'], { stdio: 'ignore', timeout: 60_000 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      console.error(`No pictures were made: ${command} is not on PATH. ${reason}`);
      process.exit(1);
    }
  }
}

need('soffice', 'Install LibreOffice (package libreoffice-calc) and try again.');
need('pdftoppm', 'Install poppler-utils and try again.');
mkdirSync(folder, { recursive: true });
const work = mkdtempSync(join(tmpdir(), 'so-may-forms-'));
try {
  for (const { name, model } of pictures) {
    const template = readFileSync(join(root, 'resources', 'forms', `${model.form}.xlsx`));
    const file = join(work, `${name}.xlsx`);
    writeFileSync(file, await fillForm(template, model));
    execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', work, file], { stdio: 'ignore' });
    execFileSync('pdftoppm', ['-png', '-gray', '-r', '96', join(work, `${name}.pdf`), join(folder, name)]);
    console.log(`docs/forms/${name}-*.png`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
