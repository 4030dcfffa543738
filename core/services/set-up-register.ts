/** First start: makes the installation, the school or office, its first person and its first round. */
import type { SetUpInput } from '../../shared/contract/register.ts';
import { Problem } from '../../shared/problems.ts';
import type { InstallationRow } from '../database/tables.ts';
import { createOfficeIndexes } from '../database/sqlite/office-indexes.ts';
import { Command } from '../journal/command.ts';
import { createInstallationId } from '../journal/installation-id.ts';
import { findInstallation } from '../queries/changes.ts';
import type { Register } from '../register.ts';
import { makeKeys } from '../sync/installation-keys.ts';

/** The round that every register starts with: a gift, one device per pupil. */
const FIRST_ROUND = { name: 'Đợt 1', mode: 'gift', entitlement: 'per_student' } as const;

/**
 * Sets up an empty register; returns the id of the person at the keyboard.
 *
 * Raises registerAlreadySetUp { name }.
 */
export async function setUpRegister(register: Register, input: SetUpInput, isTrial = false): Promise<string> {
  return register.exclusively(() =>
    register.transact(async (transaction) => {
      if (await findInstallation(transaction)) throw new Problem('registerAlreadySetUp');
      const installation: InstallationRow = {
        id: 1,
        replica: createInstallationId(),
        owner: createInstallationId(),
        role: input.role,
        isTrial: isTrial ? 1 : 0,
        createdAt: register.now(),
      };
      await transaction.insertInto('installation').values(installation).execute();
      await makeKeys(transaction, register.keyPlace, installation);

      const command = await Command.begin({ transaction, installation, actor: undefined, at: register.now() });
      const person = command.create('people', { name: input.personName, role: input.personRole });
      if (input.role === 'school') {
        command.create('schools', input.school);
        for (const site of input.sites) {
          command.create('sites', { name: site.name, village: site.village, isMain: site.isMain ? 1 : 0 });
        }
      } else {
        command.create('offices', input.office);
        await createOfficeIndexes(transaction);
      }
      command.create('rounds', FIRST_ROUND);
      await command.finish();
      return person;
    }),
  );
}
