/** Imports of class lists and delivery notes, the rows that wait for a person, and undoing what was done. */
import { BackupKeeper } from '../backup/backup-keeper.ts';
import { ImportJobs } from '../jobs/import-jobs.ts';
import { dismissProblemRows, listProblemRows } from '../services/import-problem-rows.ts';
import { mendProblemRow } from '../services/mend-problem-row.ts';
import { listRecentCommands } from '../services/recent-commands.ts';
import { atSchool, implementer } from './implementer.ts';

const { imports: on, commands: onCommands } = implementer;

export const importProcedures = {
  read: on.read.handler(({ context, input, signal }) => context.register.part(ImportJobs).read(input, signal)),
  map: on.map.handler(({ context, input, signal }) => context.register.part(ImportJobs).map(input, signal)),
  rows: on.rows.handler(({ context, input }) => context.register.part(ImportJobs).rows(input)),
  apply: on.apply.use(atSchool).handler(async ({ context, input, signal }) => {
    const keeper = context.register.part(BackupKeeper);
    // The command line asks for it itself.
    if (keeper.isStarted) await keeper.makeBefore('import');
    return context.register.part(ImportJobs).apply(context.session, input, signal);
  }),
  discard: on.discard.handler(async ({ context, input }) => {
    await context.register.part(ImportJobs).discard(input.stage);
    return {};
  }),
  problems: on.problems.handler(({ context, input }) => listProblemRows(context.register.reader, input)),
  mend: on.mend.use(atSchool).handler(({ context, input }) => mendProblemRow(context.register, context.session, input)),
  dismiss: on.dismiss.handler(async ({ context, input }) => ({
    dismissed: await dismissProblemRows(context.register, input.ids),
  })),
};

export const commandProcedures = {
  recent: onCommands.recent.handler(({ context, input }) => listRecentCommands(context.register, input.limit)),
  undo: onCommands.undo.handler(({ context, input }) =>
    context.register.part(ImportJobs).undo(context.session, input.command),
  ),
};
