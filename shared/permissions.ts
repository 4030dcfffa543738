/**
 * Who may call what: one entry per procedure of the contract, enforced in front of the router (core/procedures/permit.ts), so that
 * the window, the browser host and the command line all pass it. A procedure without an entry does not compile.
 */
import type { z } from 'zod';
import type { Contract } from './contract/contract.ts';
import type { personRole } from './records/organisation.ts';

export type Role = z.output<typeof personRole>;
/** `nobody`: no person sits at the keyboard of the session. */
export type Caller = Role | 'nobody';

/** Path of a procedure, as in `students.list`. */
export type ProcedurePath = {
  [Group in keyof Contract]: `${Group}.${Extract<keyof Contract[Group], string>}`;
}[keyof Contract];

/** Also before anyone is seated: what leads to a seat. */
const anyone: readonly Caller[] = ['nobody', 'clerk', 'principal', 'office', 'auditor'];
/** Everybody who is seated, the auditor too. */
const readers: readonly Caller[] = ['clerk', 'principal', 'office', 'auditor'];
/** Whoever keeps the register. What only a school writes is refused to an office by a rule of its own (writtenBySchool). */
const keepers: readonly Caller[] = ['clerk', 'principal', 'office'];
/** Whoever answers for the register: at a school the principal, at an office its staff. */
const heads: readonly Caller[] = ['principal', 'office'];

export const permissions: Readonly<Record<ProcedurePath, readonly Caller[]>> = {
  'register.status': anyone,
  'register.setUp': anyone,
  'register.setUpTrial': anyone,
  'register.endTrial': keepers,
  'register.saveSchool': keepers,
  'register.saveOffice': keepers,
  'register.overview': readers,
  'session.get': anyone,
  'session.choosePerson': anyone,
  'session.addPerson': anyone,
  'session.leave': anyone,
  'session.savePin': readers,
  'people.list': anyone,
  'people.save': heads,
  'people.void': heads,
  'people.givePin': heads,
  'sites.list': readers,
  'sites.save': keepers,
  'sites.void': keepers,
  'schools.list': readers,
  'schools.overview': readers,
  'classes.list': readers,
  'classes.save': keepers,
  'rounds.list': readers,
  'rounds.save': keepers,
  'commands.recent': readers,
  'commands.undo': keepers,
  'students.list': readers,
  'students.get': readers,
  'students.records': readers,
  'students.resolve': readers,
  'students.similar': readers,
  'students.save': keepers,
  'students.void': keepers,
  'students.restore': keepers,
  'search.find': readers,
  'journal.timeline': readers,
  'journal.verify': readers,
  'journal.checkCode': readers,
  'audit.list': readers,
  'audit.write': readers,
  'imports.read': keepers,
  'imports.map': keepers,
  'imports.rows': keepers,
  'imports.apply': keepers,
  'imports.discard': keepers,
  'imports.problems': readers,
  'imports.mend': keepers,
  'imports.dismiss': keepers,
  'devices.list': readers,
  'devices.get': readers,
  'devices.findByNumber': readers,
  'devices.save': keepers,
  'devices.void': keepers,
  'devices.stock': readers,
  'assignments.save': keepers,
  'assignments.saveClass': keepers,
  'assignments.void': keepers,
  'receipts.sheet': readers,
  'receipts.list': readers,
  'receipts.save': keepers,
  'receipts.saveClass': keepers,
  'receipts.cancel': keepers,
  'attachments.list': readers,
  'attachments.add': keepers,
  'attachments.read': readers,
  'attachments.void': keepers,
  'forms.preview': readers,
  'forms.write': keepers,
  'forms.notePrint': keepers,
  'exports.write': keepers,
  'conflicts.list': readers,
  'conflicts.settle': keepers,
  'findings.list': readers,
  'numbers.ofStudent': readers,
  'numbers.ofConflict': readers,
  'consents.list': readers,
  'consents.save': keepers,
  'consents.withdraw': keepers,
  'requests.list': readers,
  'requests.save': keepers,
  'drafts.list': readers,
  'drafts.save': keepers,
  'drafts.drop': keepers,
  'erasures.preview': heads,
  'erasures.save': heads,
  'erasures.list': readers,
  'erasures.due': readers,
  'erasures.getRetention': readers,
  'erasures.saveRetention': heads,
  'backups.status': readers,
  'backups.list': readers,
  'backups.make': keepers,
  'backups.savePlaces': keepers,
  'backups.oldCopies': readers,
  'backups.forget': heads,
  'backups.preview': keepers,
  'backups.restore': heads,
  'backups.recover': heads,
  'vault.status': anyone,
  'vault.unlock': anyone,
  'vault.recover': anyone,
  'vault.lock': anyone,
  'vault.changePassphrase': readers,
  'vault.protect': heads,
  'vault.keepCode': readers,
  'vault.saveAccount': heads,
  'vault.removeAccount': heads,
  'vault.renewCode': heads,
  'vault.rotate': heads,
  'vault.saveKeychain': heads,
  'vault.saveOffice': heads,
  'vault.saveIdleLock': heads,
  'vault.rescue': heads,
  'sync.status': readers,
  'sync.run': keepers,
  'sync.saveSettings': keepers,
  'sync.takeStick': keepers,
  'sync.refused': readers,
  'sync.states': readers,
  'files.save': keepers,
  'files.open': keepers,
  'files.list': readers,
  'files.release': keepers,
  'files.settle': keepers,
  'enrolment.invite': heads,
  'enrolment.preview': heads,
  'enrolment.accept': heads,
  'enrolment.leave': heads,
  'enrolment.members': readers,
  'enrolment.removeMember': heads,
  'replicas.list': readers,
  'replicas.rename': keepers,
  'replicas.revoke': heads,
  'replicas.invite': heads,
  'replicas.join': anyone,
};

/** True when the table lets this caller call the procedure; an unknown path is let to nobody. */
export function isPermitted(caller: Caller, procedure: string): boolean {
  return Object.hasOwn(permissions, procedure) && permissions[procedure as ProcedurePath].includes(caller);
}

/** The roles that may call a procedure, for a sentence that says who may. */
export function listPermitted(procedure: ProcedurePath): Role[] {
  return permissions[procedure].filter((caller) => caller !== 'nobody');
}

/** True for who answers for a register, and may say who else works in it. */
export function isHead(role: Role): boolean {
  return heads.includes(role);
}
