/** What the register says about itself before any page is shown. */
import manifest from '../../package.json' with { type: 'json' };
import type { RegisterStatus } from '../../shared/contract/register.ts';
import { findDamageReport } from '../backup/set-damaged-aside.ts';
import { findInstallation } from '../queries/changes.ts';
import type { Register } from '../register.ts';

/** Nothing can be read: only that there is a register. */
const LOCKED: Omit<RegisterStatus, 'folder' | 'place'> = {
  isLocked: true,
  isSetUp: true,
  role: null,
  version: manifest.version,
  school: null,
  office: null,
  isTrial: false,
  damage: null,
};

/** Role, school or office, folder; `isSetUp` is false before first start. */
export async function getRegisterStatus(register: Register): Promise<RegisterStatus> {
  const { dataDir: folder, describePlace } = register.options;
  const place = describePlace(folder) === 'stick' ? 'stick' : 'local';
  if (register.isLocked) return { ...LOCKED, folder, place };
  const installation = await findInstallation(register.reader);
  const owner = installation?.owner ?? '';
  const db = register.reader;
  const school = await db.selectFrom('schools').selectAll().where('owner', '=', owner).executeTakeFirst();
  const office = await db.selectFrom('offices').selectAll().where('owner', '=', owner).executeTakeFirst();
  return {
    isLocked: false,
    isSetUp: installation !== undefined,
    role: installation?.role ?? null,
    folder,
    place,
    version: manifest.version,
    school: school ?? null,
    office: office ?? null,
    isTrial: installation?.isTrial === 1,
    damage: installation ? null : (findDamageReport(folder) ?? null),
  };
}
