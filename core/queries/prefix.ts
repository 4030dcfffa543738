/** "Begins with", written so that an index is used: a range, on every engine. */
import { expressionBuilder, type Expression, type ReferenceExpression, type SqlBool } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Higher than every character that a key may hold. */
const AFTER_ALL = '\u{10ffff}';

export function startsWith<Table extends keyof Tables>(
  column: ReferenceExpression<Tables, Table>,
  prefix: string,
): Expression<SqlBool> {
  const where = expressionBuilder<Tables, Table>();
  return where.and([where(column, '>=', prefix as never), where(column, '<', `${prefix}${AFTER_ALL}` as never)]);
}
