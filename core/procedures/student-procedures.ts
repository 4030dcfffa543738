/** Pupils, the search box, and what the journal tells. */
import { listSimilarStudents, resolveStudent } from '../services/find-student.ts';
import { saveStudent } from '../services/save-student.ts';
import { findAnything } from '../services/search.ts';
import { listStudents } from '../services/student-list.ts';
import { getStudent } from '../services/student-page.ts';
import { listStudentRecords } from '../services/student-records.ts';
import { listTimeline } from '../services/timeline.ts';
import { checkCode } from '../services/check-code.ts';
import { verifyRegister } from '../services/verify-register.ts';
import { restoreStudent, voidStudent } from '../services/void-student.ts';
import { atSchool, implementer } from './implementer.ts';

const { students: on, search: onSearch, journal: onJournal } = implementer;

export const studentProcedures = {
  records: on.records.handler(({ context, input }) => listStudentRecords(context.register, context.session, input)),
  resolve: on.resolve.handler(({ context, input }) => resolveStudent(context.register, input.key)),
  list: on.list.handler(({ context, input }) => listStudents(context.register, input)),
  get: on.get.handler(({ context, input }) => getStudent(context.register, input.id)),
  save: on.save.use(atSchool).handler(({ context, input }) => saveStudent(context.register, context.session, input)),
  void: on.void.use(atSchool).handler(({ context, input }) => voidStudent(context.register, context.session, input)),
  restore: on.restore
    .use(atSchool)
    .handler(({ context, input }) => restoreStudent(context.register, context.session, input)),
  similar: on.similar.handler(({ context, input }) => listSimilarStudents(context.register, input)),
};

export const searchProcedures = {
  find: onSearch.find.handler(({ context, input }) => findAnything(context.register, input)),
};

export const journalProcedures = {
  timeline: onJournal.timeline.handler(({ context, input }) => listTimeline(context.register, input)),
  verify: onJournal.verify.handler(({ context }) => verifyRegister(context.register)),
  checkCode: onJournal.checkCode.handler(({ context, input }) => checkCode(context.register, input.code)),
};
