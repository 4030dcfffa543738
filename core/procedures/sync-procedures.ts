/** Sync upward: status, the files that travel, enrolment, further PCs. */
import { runSync } from '../jobs/run-sync.ts';
import { acceptInvitation, inviteMember, leaveCollector, previewInvitation } from '../services/enrolment.ts';
import { forgetOfficeWrap } from '../services/vault-ways.ts';
import { listMemberStates, removeMember } from '../services/members.ts';
import { inviteReplica, joinSide } from '../services/join.ts';
import { listReplicas, renameReplica, revokeReplica } from '../services/replicas.ts';
import { listReceivedFiles, openFile, releaseFile, saveFiles, settleFork } from '../services/sync-files.ts';
import { takeStick } from '../services/sticks.ts';
import { saveSettings } from '../services/sync-settings.ts';
import { rememberJoined, rememberSetting } from '../services/remember-event.ts';
import { getSyncStatus, listRefused, listSyncStates } from '../services/sync-status.ts';
import { implementer } from './implementer.ts';

const { sync: on, files: onFiles, enrolment: onEnrolment, replicas: onReplicas } = implementer;

export const syncProcedures = {
  status: on.status.handler(({ context }) => getSyncStatus(context.register)),
  run: on.run.handler(({ context, signal }) => runSync(context.register, signal)),
  saveSettings: on.saveSettings.handler(async ({ context, input }) => {
    const settings = await saveSettings(context.register, input);
    await rememberSetting(context.register, context.session, 'sync');
    return settings;
  }),
  takeStick: on.takeStick.handler(async ({ context, input }) => {
    await takeStick(context.register, input.place);
    await rememberSetting(context.register, context.session, 'sync');
    return {};
  }),
  refused: on.refused.handler(({ context, input }) => listRefused(context.register, input)),
  states: on.states.handler(({ context, input }) => listSyncStates(context.register, input.records)),
};

export const fileProcedures = {
  save: onFiles.save.handler(({ context, input }) => saveFiles(context.register, input.to)),
  open: onFiles.open.handler(({ context, input }) => openFile(context.register, input.file)),
  list: onFiles.list.handler(({ context, input }) => listReceivedFiles(context.register, input)),
  release: onFiles.release.handler(({ context, input }) => releaseFile(context.register, context.session, input.id)),
  settle: onFiles.settle.handler(async ({ context, input: { id, isSettled } }) => {
    await settleFork(context.register, id, isSettled);
    await rememberSetting(context.register, context.session, isSettled ? 'forkSettled' : 'forkReopened');
    return {};
  }),
};

export const enrolmentProcedures = {
  invite: onEnrolment.invite.handler(async ({ context, input }) => {
    const made = await inviteMember(context.register, input);
    await rememberSetting(context.register, context.session, 'memberInvited');
    return made;
  }),
  preview: onEnrolment.preview.handler(({ context, input }) => previewInvitation(context.register, input)),
  accept: onEnrolment.accept.handler(async ({ context, input }) => {
    const collector = await acceptInvitation(context.register, input);
    await rememberSetting(context.register, context.session, 'collector');
    return collector;
  }),
  leave: onEnrolment.leave.handler(async ({ context }) => {
    await leaveCollector(context.register);
    await forgetOfficeWrap(context.register, context.session);
    await rememberSetting(context.register, context.session, 'collectorLeft');
    return {};
  }),
  members: onEnrolment.members.handler(({ context }) => listMemberStates(context.register)),
  removeMember: onEnrolment.removeMember.handler(({ context, input }) =>
    removeMember(context.register, context.session, input),
  ),
};

export const replicaProcedures = {
  list: onReplicas.list.handler(({ context }) => listReplicas(context.register)),
  rename: onReplicas.rename.handler(async ({ context, input }) => {
    await renameReplica(context.register, input.name);
    await rememberSetting(context.register, context.session, 'replicaRenamed');
    return {};
  }),
  revoke: onReplicas.revoke.handler(({ context, input }) => revokeReplica(context.register, context.session, input)),
  invite: onReplicas.invite.handler(async ({ context }) => {
    const made = await inviteReplica(context.register);
    await rememberSetting(context.register, context.session, 'replicaInvited');
    return made;
  }),
  join: onReplicas.join.handler(async ({ context, input }) => {
    const joined = await joinSide(context.register, input);
    await rememberJoined(context.register);
    return joined;
  }),
};
