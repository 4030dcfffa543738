/** ID numbers of people, whole. */
import { tellConflictNumbers, tellStudentNumbers } from '../services/id-numbers.ts';
import { implementer } from './implementer.ts';

const { numbers: on } = implementer;

export const numberProcedures = {
  ofStudent: on.ofStudent.handler(({ context, input }) =>
    tellStudentNumbers(context.register, context.session, input.student),
  ),
  ofConflict: on.ofConflict.handler(({ context, input }) =>
    tellConflictNumbers(context.register, context.session, input.id),
  ),
};
