/** Pictures of signed papers. */
import { addAttachment, listAttachments, readAttachment, voidAttachment } from '../services/attachments.ts';
import { atSchool, implementer } from './implementer.ts';

const { attachments: on } = implementer;

export const attachmentProcedures = {
  list: on.list.handler(({ context, input }) => listAttachments(context.register, input.receipts)),
  add: on.add.use(atSchool).handler(({ context, input }) => addAttachment(context.register, context.session, input)),
  read: on.read.handler(({ context, input }) => readAttachment(context.register, input.id)),
  void: on.void.use(atSchool).handler(({ context, input }) => voidAttachment(context.register, context.session, input)),
};
