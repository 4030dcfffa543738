/** Every procedure, in one ordered list: the only place that both transports, the client and the pages agree on. */
import { conflicts, findings } from './conflicts.ts';
import { attachments } from './attachments.ts';
import { audit } from './audit.ts';
import { backups } from './backups.ts';
import { assignments, devices, receipts } from './devices.ts';
import { consents, drafts, requests } from './privacy.ts';
import { erasures } from './erasures.ts';
import { exports, forms } from './forms.ts';
import { imports } from './imports.ts';
import { numbers } from './numbers.ts';
import { classes, commands, people, register, rounds, session, sites } from './register.ts';
import { schools } from './schools.ts';
import { journal, search, students } from './students.ts';
import { enrolment, files, replicas, sync } from './sync.ts';
import { vault } from './vault.ts';

export const contract = {
  register,
  session,
  people,
  sites,
  schools,
  classes,
  rounds,
  commands,
  students,
  numbers,
  erasures,
  consents,
  requests,
  drafts,
  search,
  journal,
  audit,
  imports,
  devices,
  assignments,
  receipts,
  attachments,
  forms,
  exports,
  conflicts,
  findings,
  sync,
  files,
  enrolment,
  replicas,
  backups,
  vault,
};

export type Contract = typeof contract;
