/** The keys of this installation together with who it is: what packing, reading and answering work with. */
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from '../../shared/problems.ts';
import type { ReadHandle } from '../database/handles.ts';
import { fixedQuery, type Given } from '../database/sqlite/fixed-query.ts';
import type { InstallationRow } from '../database/tables.ts';
import { findInstallation } from '../queries/changes.ts';
import type { Side } from '../queries/sides.ts';
import type { Register } from '../register.ts';
import { formerKeysFolder } from './installation-keys.ts';
import { type KeyFile, readKeyFile } from './keys/key-file.ts';

export interface Keyring {
  installation: InstallationRow;
  keys: KeyFile;
  /** This side as others know it. */
  own: Side;
}

/** Read anew each time: another process may have made this installation a new replica. Raises registerNotSetUp, keysMissing, keysDamaged. */
export async function openKeyring({ reader, options, dataKey }: Register): Promise<Keyring> {
  const installation = await findInstallation(reader);
  if (!installation) throw new Problem('registerNotSetUp');
  const stored = readKeyFile(options.dataDir, dataKey);
  // A step to a new replica that was not committed: until the next opening takes it up, this PC is what it was.
  const isAhead = stored?.certificate.continues === installation.replica;
  const keys = isAhead ? readKeyFile(formerKeysFolder(options.dataDir, installation.replica), dataKey) : stored;
  if (keys?.replica !== installation.replica) throw new Problem('keysMissing');
  const { name, code } = await describeOwnSide(reader, installation);
  const { owner, role } = installation;
  const { ownerSign, ownerIdentity } = keys;
  const own = { owner, role, name, code, signKey: ownerSign.publicKey, recipient: ownerIdentity.recipient };
  return { installation, keys, own };
}

/** The replicas of this PC: what it is now, then what it was. Their changes are packed here. */
export async function listOwnReplicas(register: Register): Promise<string[]> {
  const { replica, owner } = await register.getInstallation();
  const folder = formerKeysFolder(register.options.dataDir);
  const former = (await readdir(folder).catch(() => [])).filter(
    (name) => readKeyFile(path.join(folder, name), register.dataKey)?.owner === owner,
  );
  return [replica, ...former.filter((name) => name !== replica)];
}

/** The keys of the replicas that this installation once was: they still sign what was written then. */
export async function openFormerKeyrings(register: Register, current: Keyring): Promise<Keyring[]> {
  const folder = formerKeysFolder(register.options.dataDir);
  const replicas = await readdir(folder).catch(() => []);
  return replicas.flatMap((replica) => {
    const keys = readKeyFile(formerKeysFolder(register.options.dataDir, replica), register.dataKey);
    const isOurs = keys?.owner === current.own.owner;
    return keys && isOurs
      ? [{ ...current, keys, installation: { ...current.installation, replica: keys.replica } }]
      : [];
  });
}

const nameOfSchool = fixedQuery((db, { value }: Given<{ owner: string }>) =>
  db.selectFrom('schools').select(['name', 'code']).where('owner', '=', value('owner')),
);
const nameOfOffice = fixedQuery((db, { value }: Given<{ owner: string }>) =>
  db.selectFrom('offices').select(['name', 'code']).where('owner', '=', value('owner')),
);

/** Name and code of this side; empty on a further PC whose records have not come yet. */
export async function describeOwnSide(
  db: ReadHandle,
  { owner, role }: Pick<InstallationRow, 'owner' | 'role'>,
): Promise<{ name: string; code: string }> {
  const [row] = await (role === 'school' ? nameOfSchool : nameOfOffice)(db, { owner });
  return { name: row?.name ?? '', code: row?.code ?? '' };
}
