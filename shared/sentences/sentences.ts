/** A Problem's code and details become a sentence: what happened, what was kept, what to do. */
import type { ProblemDetails } from '../problems.ts';
import { conflictSentences } from './conflicts.ts';
import { carrierSentences } from './carriers.ts';
import { backupSentences } from './backups.ts';
import { deviceSentences } from './devices.ts';
import { formSentences } from './forms.ts';
import { hostSentences } from './host.ts';
import { importSentences } from './imports.ts';
import type { Language, SentenceTable } from './language.ts';
import { permissionSentences } from './permissions.ts';
import { privacySentences } from './privacy.ts';
import { readingSentences } from './reading.ts';
import { registerSentences } from './register.ts';
import { syncSentences } from './sync.ts';
import { vaultSentences } from './vault.ts';

export type { Language } from './language.ts';

/** The first table that knows a code tells it. */
const tables: readonly SentenceTable[] = [
  hostSentences,
  deviceSentences,
  registerSentences,
  permissionSentences,
  readingSentences,
  formSentences,
  importSentences,
  conflictSentences,
  carrierSentences,
  syncSentences,
  privacySentences,
  backupSentences,
  vaultSentences,
];

const unknownProblem: Record<Language, (code: string) => string> = {
  vi: (code) => `Chưa làm được việc này; sổ giữ nguyên như trước. Chi tiết: ${code}`,
  en: (code) => `This could not be done; the register is as it was. Details: ${code}`,
};

/**
 * The sentence for a code; a code that no table knows is named under “Chi tiết”. Where the details name the finer
 * reason in `problem`, that one is told.
 */
export function sentence(language: Language, code: string, details: ProblemDetails = {}): string {
  const finer = details['problem'];
  if (typeof finer === 'string' && finer !== code && hasSentence(finer)) return sentence(language, finer, details);
  for (const table of tables) {
    if (Object.hasOwn(table, code)) return table[code]?.[language](details) ?? unknownProblem[language](code);
  }
  return unknownProblem[language](code);
}

/** True when some table has a sentence of its own for the code. */
export function hasSentence(code: string): boolean {
  return tables.some((table) => Object.hasOwn(table, code));
}
