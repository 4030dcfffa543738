/** Names are camelCase in the program and snake_case in the file: told apart when a statement is compiled, not at each run. */
import { SqliteQueryCompiler } from 'kysely';

const known = new Map<string, string>();

/** Writes identifiers in the file's way: birthDate → "birth_date". */
export class SnakeCaseCompiler extends SqliteQueryCompiler {
  protected override sanitizeIdentifier(identifier: string): string {
    let name = known.get(identifier);
    if (name === undefined) {
      name = super.sanitizeIdentifier(identifier.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
      known.set(identifier, name);
    }
    return name;
  }
}

/** The program's name of a column that a statement answers: birth_date → birthDate. */
export function toCamelCase(column: string): string {
  return column.replace(/_+(\w)/g, (_, letter: string) => letter.toUpperCase());
}
