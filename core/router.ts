/** The contract, whole, bound to the services. */
import { attachmentProcedures } from './procedures/attachment-procedures.ts';
import { auditProcedures } from './procedures/audit-procedures.ts';
import { backupProcedures } from './procedures/backup-procedures.ts';
import { assignmentProcedures, deviceProcedures, receiptProcedures } from './procedures/device-procedures.ts';
import { conflictProcedures, findingProcedures } from './procedures/conflict-procedures.ts';
import { consentProcedures, draftProcedures, requestProcedures } from './procedures/privacy-procedures.ts';
import { erasureProcedures } from './procedures/erasure-procedures.ts';
import { exportProcedures, formProcedures } from './procedures/form-procedures.ts';
import { implementer } from './procedures/implementer.ts';
import { commandProcedures, importProcedures } from './procedures/import-procedures.ts';
import { numberProcedures } from './procedures/number-procedures.ts';
import {
  classProcedures,
  peopleProcedures,
  registerProcedures,
  roundProcedures,
  schoolProcedures,
  sessionProcedures,
  siteProcedures,
} from './procedures/register-procedures.ts';
import {
  enrolmentProcedures,
  fileProcedures,
  replicaProcedures,
  syncProcedures,
} from './procedures/sync-procedures.ts';
import { vaultProcedures } from './procedures/vault-procedures.ts';
import { journalProcedures, searchProcedures, studentProcedures } from './procedures/student-procedures.ts';

export const router = implementer.router({
  register: registerProcedures,
  session: sessionProcedures,
  people: peopleProcedures,
  sites: siteProcedures,
  schools: schoolProcedures,
  classes: classProcedures,
  rounds: roundProcedures,
  commands: commandProcedures,
  students: studentProcedures,
  numbers: numberProcedures,
  erasures: erasureProcedures,
  consents: consentProcedures,
  requests: requestProcedures,
  drafts: draftProcedures,
  search: searchProcedures,
  journal: journalProcedures,
  audit: auditProcedures,
  imports: importProcedures,
  devices: deviceProcedures,
  assignments: assignmentProcedures,
  receipts: receiptProcedures,
  attachments: attachmentProcedures,
  forms: formProcedures,
  exports: exportProcedures,
  conflicts: conflictProcedures,
  findings: findingProcedures,
  sync: syncProcedures,
  files: fileProcedures,
  enrolment: enrolmentProcedures,
  replicas: replicaProcedures,
  backups: backupProcedures,
  vault: vaultProcedures,
});
