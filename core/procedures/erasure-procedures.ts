/** Erasure and retention. */
import { listDeletions } from '../services/deletions.ts';
import { eraseStudents, previewErasure } from '../services/erase-students.ts';
import { getRetention, listDueStudents, saveRetention } from '../services/retention.ts';
import { atSchool, implementer } from './implementer.ts';

const { erasures: on } = implementer;

export const erasureProcedures = {
  preview: on.preview.handler(({ context, input }) => previewErasure(context.register, input.students)),
  save: on.save.use(atSchool).handler(({ context, input }) => eraseStudents(context.register, context.session, input)),
  list: on.list.handler(({ context }) => listDeletions(context.register)),
  due: on.due.handler(({ context }) => listDueStudents(context.register)),
  getRetention: on.getRetention.handler(({ context }) => getRetention(context.register)),
  saveRetention: on.saveRetention
    .use(atSchool)
    .handler(({ context, input }) => saveRetention(context.register, context.session, input)),
};
