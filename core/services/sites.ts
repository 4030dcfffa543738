/** Điểm trường: the places where the school teaches. */
import type { z } from 'zod';
import type { site, siteInput } from '../../shared/contract/register.ts';
import { listSites } from '../queries/places.ts';
import type { Register, Session } from '../register.ts';

type Site = z.output<typeof site>;

/** All sites, the main one first, those no longer in use last. */
export async function listAllSites(register: Register): Promise<Site[]> {
  const { owner } = await register.getInstallation();
  const sites = (await listSites(register.reader, owner)).map((row) => ({
    id: row.id,
    name: row.name,
    village: row.village,
    isMain: row.isMain === 1,
    isVoided: row.voidedAt !== null,
  }));
  return sites.sort(
    (first, second) => Number(first.isVoided) - Number(second.isVoided) || Number(second.isMain) - Number(first.isMain),
  );
}

/**
 * Enters or changes a site. There is one main site: making another the main one takes the mark from the first.
 *
 * Raises recordNotFound { table, record }.
 */
export function saveSite(
  register: Register,
  session: Session,
  input: z.output<typeof siteInput>,
): Promise<{ command: string | null; id: string }> {
  return register.run(session, async (command) => {
    const fields = { name: input.name, village: input.village, isMain: input.isMain ? 1 : 0 } as const;
    if (input.id !== undefined) await command.change('sites', input.id, fields);
    const id = input.id ?? command.create('sites', fields);
    if (input.isMain) {
      for (const other of await listSites(await command.read(), command.owner)) {
        if (other.id !== id && other.isMain === 1) await command.change('sites', other.id, { isMain: 0 });
      }
    }
    return { id, command: command.id };
  });
}

/**
 * Takes a site out of use; its classes keep naming it.
 *
 * Raises recordNotFound { table, record }.
 */
export function voidSite(
  register: Register,
  session: Session,
  input: { id: string; reason: string },
): Promise<{ command: string | null }> {
  return register.run(session, async (command) => {
    await command.void('sites', input.id, input.reason);
    return { command: command.id };
  });
}
