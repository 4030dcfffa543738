/** Every procedure of the contract by its path, with the JSON Schema of its input. */
import { z } from 'zod';
import { contract } from '../../../shared/contract/contract.ts';
import type { JsonSchema } from './random-input.ts';

export interface ListedProcedure {
  /** As in `students.list`. */
  name: string;
  path: readonly string[];
  /** Undefined: it takes none. */
  input: JsonSchema | undefined;
}

export function listProcedures(): ListedProcedure[] {
  return listBelow(contract, []);
}

function listBelow(node: unknown, path: readonly string[]): ListedProcedure[] {
  if (typeof node !== 'object' || node === null) return [];
  if ('~orpc' in node) {
    const { inputSchema } = z.object({ inputSchema: z.instanceof(z.ZodType).optional() }).parse(node['~orpc']);
    const input = inputSchema && z.toJSONSchema(inputSchema, { io: 'input', unrepresentable: 'any' });
    return [{ name: path.join('.'), path, input }];
  }
  return Object.entries(node).flatMap(([key, below]) => listBelow(below, [...path, key]));
}
