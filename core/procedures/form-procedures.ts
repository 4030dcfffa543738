/** The paper, and the export for an office that only has Excel. */
import { exportRegister } from '../services/export-register.ts';
import { notePrintedForm, showForm, writeForm } from '../services/forms.ts';
import { implementer } from './implementer.ts';

const { forms: on, exports: onExports } = implementer;

export const formProcedures = {
  preview: on.preview.handler(({ context, input }) => showForm(context.register, context.session, input)),
  write: on.write.handler(({ context, input }) => writeForm(context.register, context.session, input)),
  notePrint: on.notePrint.handler(async ({ context, input }) => {
    await notePrintedForm(context.register, context.session, input);
    return {};
  }),
};

export const exportProcedures = {
  write: onExports.write.handler(({ context, input }) =>
    exportRegister(context.register, context.session, input.owner),
  ),
};
