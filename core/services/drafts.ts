/** What was typed and not saved: kept in the register's own file, which is encrypted, until it is saved or given up. */
import { z } from 'zod';
import type { Draft } from '../../shared/contract/privacy.ts';
import type { Register } from '../register.ts';

/** A form that nobody went back to for so long is given up. */
const KEPT_DAYS = 30;
const DAY_MS = 86_400_000;
const values = z.record(z.string(), z.string());

/** The newest first. */
export async function listDrafts(register: Register): Promise<Draft[]> {
  const oldest = new Date(Date.parse(register.now()) - KEPT_DAYS * DAY_MS).toISOString();
  const rows = await register.reader.selectFrom('drafts').selectAll().orderBy('at', 'desc').execute();
  if (rows.some(({ at }) => at < oldest))
    await register.exclusively(() =>
      register.transact((db) => db.deleteFrom('drafts').where('at', '<', oldest).execute()),
    );
  return rows
    .filter(({ at }) => at >= oldest)
    .map(({ valuesJson, ...row }) => ({ ...row, values: values.parse(JSON.parse(valuesJson)) }));
}

export async function saveDraft(register: Register, draft: Omit<Draft, 'at'>): Promise<void> {
  const row = { label: draft.label, at: register.now(), valuesJson: JSON.stringify(draft.values) };
  await register.exclusively(() =>
    register.transact((db) =>
      db
        .insertInto('drafts')
        .values({ key: draft.key, ...row })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
        .execute(),
    ),
  );
}

export async function dropDraft(register: Register, key: string): Promise<void> {
  await register.exclusively(() => register.transact((db) => db.deleteFrom('drafts').where('key', '=', key).execute()));
}
