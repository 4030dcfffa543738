/** Backups: made, listed, gone back to. */
import { getBackupStatus, listBackups, savePlaces } from '../backup/backup-status.ts';
import { makeBackup, recoverInSteps, restoreInSteps } from '../backup/make-backup.ts';
import { forgetOldCopies, listOldCopies } from '../backup/old-copies.ts';
import { previewRestore } from '../backup/preview-restore.ts';
import { rememberSetting } from '../services/remember-event.ts';
import { implementer } from './implementer.ts';

const { backups: on } = implementer;

export const backupProcedures = {
  status: on.status.handler(({ context }) => getBackupStatus(context.register)),
  list: on.list.handler(({ context }) => listBackups(context.register)),
  make: on.make.handler(({ context, input, signal }) =>
    makeBackup(context.register, context.session, input.to, signal),
  ),
  oldCopies: on.oldCopies.handler(({ context }) => listOldCopies(context.register)),
  forget: on.forget.handler(({ context, input }) => forgetOldCopies(context.register, context.session, input.folders)),
  preview: on.preview.handler(({ context, input, signal }) => previewRestore(context.register, input, signal)),
  restore: on.restore.handler(({ context, input, signal }) =>
    restoreInSteps(context.register, context.session, input, signal),
  ),
  recover: on.recover.handler(({ context, input, signal }) =>
    recoverInSteps(context.register, context.session, input.secret, signal),
  ),
  savePlaces: on.savePlaces.handler(async ({ context, input }) => {
    const status = await savePlaces(context.register, input);
    await rememberSetting(context.register, context.session, 'backupPlaces');
    return status;
  }),
};
