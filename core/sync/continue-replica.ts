/** While the register is open: its own number came back from elsewhere with other content, so it goes on as a new replica. */
import type { Register } from '../register.ts';
import { type ContinueReason, continueReplica } from './installation-keys.ts';

export async function continueAsNewReplica(register: Register, why: ContinueReason): Promise<void> {
  const installation = await register.getInstallation();
  await register.exclusively(() =>
    register.transact((db) => continueReplica(db, register.keyPlace, installation, why)),
  );
}
