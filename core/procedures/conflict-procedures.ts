/** Conflicts and findings. */
import { listConflicts } from '../services/list-conflicts.ts';
import { listFindings } from '../services/list-findings.ts';
import { settleConflict } from '../services/settle-conflict.ts';
import { implementer } from './implementer.ts';

const { conflicts: onConflicts, findings: onFindings } = implementer;

export const conflictProcedures = {
  list: onConflicts.list.handler(({ context, input }) => listConflicts(context.register, input)),
  settle: onConflicts.settle.handler(({ context, input }) => settleConflict(context.register, context.session, input)),
};

export const findingProcedures = {
  list: onFindings.list.handler(({ context, input }) => listFindings(context.register, input)),
};
