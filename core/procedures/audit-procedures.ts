/** Nhật ký. */
import { listAudit, writeAuditFile } from '../services/audit.ts';
import { implementer } from './implementer.ts';

const { audit: on } = implementer;

export const auditProcedures = {
  list: on.list.handler(({ context, input }) => listAudit(context.register, input)),
  write: on.write.handler(({ context, input }) => writeAuditFile(context.register, context.session, input)),
};
