/** Binds the contract to services. */
import { Problem } from '../../shared/problems.ts';
import { findInstallation } from '../queries/changes.ts';
import { bare, permitted } from './permit.ts';

export const implementer = permitted;

/**
 * For procedures that write what only a school may write: at an office they are refused before anything is looked for.
 *
 * Raises writtenBySchool.
 */
export const atSchool = bare.middleware(async ({ context, next }) => {
  const installation = await findInstallation(context.register.reader);
  if (installation?.role === 'office') throw new Problem('writtenBySchool');
  return next();
});
