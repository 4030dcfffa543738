/** Inputs for a procedure: mostly of the declared shape with values that are odd, sometimes of no shape at all. */
import type { SeededRandom } from '../../seeded-random.ts';

/** What zod writes of an input. */
export interface JsonSchema {
  [keyword: string]: unknown;
}

/** Words and ids that answers have shown; calls speak of them again. */
export interface Known {
  /** Ids of records, owners, stages, commands. */
  ids: string[];
  /** Folders that a setting may name: inside the run's own folder only. */
  folders: readonly string[];
}

const ODD_TEXTS = [
  '',
  ' ',
  'Hà Thị Loan',
  'Lò Văn Đức',
  'Đỗ Thị Ngọc Ánh'.normalize('NFD'),
  '\u0000',
  'a\u0000b',
  '\uD800',
  '‮đảo ngược‬',
  '👩‍👩‍👧‍👦'.repeat(40),
  "'; drop table students; --",
  '%_\\',
  '"*" OR NEAR(a b)',
  '=HYPERLINK("http://example.test","x")',
  '../../../etc/passwd',
  'C:\\Windows\\system32',
  '__proto__',
  'constructor',
  '<img src=x onerror=alert(1)>',
  '17E+10',
  '031/02/2015',
  '2015-02-31',
  '2026-2027',
  '9999-12-31',
  '034567890123',
  'x'.repeat(500),
  'ế'.repeat(501),
  'y'.repeat(100_000),
];
const ODD_NUMBERS = [0, 1, -1, 2, 7, 200, 1000, 1001, 1.5, 2 ** 31, 2 ** 53 - 1, -(2 ** 53), 1e300, NaN, Infinity];

/** One input; about a tenth have nothing to do with the schema. */
export function randomInput(schema: JsonSchema | undefined, random: SeededRandom, known: Known): unknown {
  if (random.integer(10) === 0) return randomJunk(random, 3);
  return schema === undefined ? undefined : randomValue(schema, { random, known, key: '' });
}

/** Any value that JSON, or a form with files, can carry. */
function randomJunk(random: SeededRandom, depth: number): unknown {
  switch (random.integer(depth > 0 ? 9 : 6)) {
    case 0:
      return null;
    case 1:
      return undefined;
    case 2:
      return random.pick(ODD_TEXTS);
    case 3:
      return random.pick(ODD_NUMBERS);
    case 4:
      return random.integer(2) === 0;
    case 5:
      return random.integer(2) === 0 ? new Date(random.pick([0, NaN, 8.64e15])) : 10n ** 30n;
    case 6:
      return Array.from({ length: random.integer(4) }, () => randomJunk(random, depth - 1));
    case 7:
      return randomFile(random);
    default:
      return Object.fromEntries(
        Array.from({ length: random.integer(5) }, () => [
          random.pick(ODD_TEXTS).slice(0, 50),
          randomJunk(random, depth - 1),
        ]),
      );
  }
}

interface Place {
  random: SeededRandom;
  known: Known;
  /** Name of the property that is filled. */
  key: string;
}

function randomValue(schema: JsonSchema, place: Place): unknown {
  const { random } = place;
  if (random.integer(60) === 0) return randomJunk(random, 2);
  const choices = schema['anyOf'] ?? schema['oneOf'];
  if (Array.isArray(choices)) return randomValue(asSchema(random.pick(choices)), place);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return random.pick(schema['enum']);
  if (schema['format'] === 'binary') return randomFile(random);
  switch (schema['type']) {
    case 'object':
      return randomObject(schema, place);
    case 'array':
      return Array.from({ length: random.pick([0, 1, 1, 2, 3, 600]) }, () =>
        randomValue(asSchema(schema['items']), place),
      );
    case 'string':
      return randomText(schema, place);
    case 'integer':
    case 'number':
      return random.integer(3) === 0 ? random.pick(ODD_NUMBERS) : random.integer(30);
    case 'boolean':
      return random.integer(2) === 0;
    case 'null':
      return null;
    default:
      return randomJunk(random, 1);
  }
}

function randomObject(schema: JsonSchema, place: Place): unknown {
  const { random } = place;
  const required = new Set(Array.isArray(schema['required']) ? schema['required'] : []);
  const made: Record<string, unknown> = {};
  for (const [key, below] of Object.entries(asSchema(schema['properties']))) {
    const isLeftOut = required.has(key) ? random.integer(50) === 0 : random.integer(3) === 0;
    if (!isLeftOut) made[key] = randomValue(asSchema(below), { ...place, key });
  }
  if (random.integer(40) === 0) made[random.pick(ODD_TEXTS).slice(0, 20)] = 1;
  return made;
}

function randomText(schema: JsonSchema, { random, known, key }: Place): string {
  if (/folder|path|dir/i.test(key)) return random.pick(known.folders);
  const pattern = typeof schema['pattern'] === 'string' ? schema['pattern'] : undefined;
  if (random.integer(12) === 0) return random.pick(ODD_TEXTS);
  if (pattern !== undefined) {
    const fitting = known.ids.filter((id) => new RegExp(pattern).test(id));
    if (fitting.length > 0 && random.integer(8) > 0) return random.pick(fitting);
    return random.pick(['2015-03-15', '2026-2027', '0123456789abcdef-0000001', '0123456789abcdef', '6A', '2026-09-05']);
  }
  if (random.integer(3) === 0 && known.ids.length > 0) return random.pick(known.ids);
  return random.pick(['Lò Thị Hoa', 'Hà Văn Nam', '6A', 'Nữ', 'Thái', '0345678901', 'Đợt 1', 'lý do', ...ODD_TEXTS]);
}

function randomFile(random: SeededRandom): File {
  const bytes = new Uint8Array(random.pick([0, 1, 100, 5000]));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = random.integer(256);
  const heads = ['', 'PK\u0003\u0004', '%PDF-1.7\n', 'so-may 1\n{}\n', 'Họ và tên;Ngày sinh\nLò Văn Tá;1/1/2015\n'];
  return new File([random.pick(heads), bytes], random.pick(['lop.csv', 'lop.xlsx', 'x.somay', '..\\a.pdf', 'ảnh.jpg']));
}

function asSchema(value: unknown): JsonSchema {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
