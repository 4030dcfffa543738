/** Opening and locking the register, and who may. */
import {
  changePassphrase,
  keepCode,
  protectRegister,
  removeAccount,
  renewCode,
  saveAccount,
} from '../services/vault-accounts.ts';
import { rescueSchool } from '../services/rescue-school.ts';
import { rotateKey } from '../services/vault-rotate.ts';
import { getVaultStatus } from '../services/vault-status.ts';
import { lockRegister, recoverRegister, unlockRegister } from '../services/vault-unlock.ts';
import { saveIdleMinutes, saveKeychain, saveOfficeWrap } from '../services/vault-ways.ts';
import { implementer } from './implementer.ts';

const on = implementer.vault;

export const vaultProcedures = {
  status: on.status.handler(({ context }) => getVaultStatus(context.register)),
  protect: on.protect.handler(({ context, input }) => protectRegister(context.register, context.session, input)),
  keepCode: on.keepCode.handler(async ({ context }) => {
    await keepCode(context.register);
    return {};
  }),
  unlock: on.unlock.handler(({ context, input }) => unlockRegister(context.register, context.session, input)),
  lock: on.lock.handler(async ({ context }) => {
    await lockRegister(context.register);
    return {};
  }),
  changePassphrase: on.changePassphrase.handler(async ({ context, input }) => {
    await changePassphrase(context.register, context.session, input);
    return {};
  }),
  saveAccount: on.saveAccount.handler(async ({ context, input }) => {
    await saveAccount(context.register, context.session, input);
    return {};
  }),
  removeAccount: on.removeAccount.handler(async ({ context, input }) => {
    await removeAccount(context.register, context.session, input);
    return {};
  }),
  recover: on.recover.handler(({ context, input }) => recoverRegister(context.register, context.session, input)),
  renewCode: on.renewCode.handler(({ context, input }) =>
    renewCode(context.register, context.session, input.passphrase),
  ),
  rotate: on.rotate.handler(({ context, input }) => rotateKey(context.register, context.session, input.passphrase)),
  saveKeychain: on.saveKeychain.handler(async ({ context, input }) => {
    await saveKeychain(context.register, context.session, input);
    return {};
  }),
  saveOffice: on.saveOffice.handler(async ({ context, input }) => {
    await saveOfficeWrap(context.register, context.session, input);
    return {};
  }),
  rescue: on.rescue.handler(({ context, input }) => rescueSchool(context.register, context.session, input)),
  saveIdleLock: on.saveIdleLock.handler(async ({ context, input }) => {
    await saveIdleMinutes(context.register, context.session, input.minutes);
    return {};
  }),
};
