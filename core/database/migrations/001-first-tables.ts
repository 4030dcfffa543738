/** The first tables. Frozen: what comes later is another migration. */
import { type Kysely, sql } from 'kysely';

/** A synced table: key, fields, and CHECKs; nothing across records. */
function syncedTable(name: string, ...columns: string[]): string {
  return `create table ${name} (owner text not null, id text not null, ${columns.join(', ')}, primary key (owner, id)) strict, without rowid`;
}
const SYNCED_TABLES =
  'people schools offices sites classes households poverty_statuses students guardians rounds deliveries devices assignments receipts movements events'.split(
    ' ',
  );
const VOID = ['voided_at text', 'void_reason text'];

const STATEMENTS = [
  `create table installation (
    id integer primary key check (id = 1), replica text not null, owner text not null,
    role text not null check (role in ('school', 'office')), is_trial integer not null check (is_trial in (0, 1)), created_at text not null
  ) strict`,
  `create table changes (
    replica text not null, seq integer not null check (seq > 0), counter integer not null check (counter > 0), owner text not null,
    record_table text not null, record text not null, subject text not null, fields text not null, base text not null,
    command text not null, actor text not null, at text not null, schema integer not null, prev blob not null, hash blob not null,
    primary key (replica, seq)
  ) strict, without rowid`,
  'create index changes_by_record on changes (record)',
  'create table secrets (owner text not null, subject text not null, secret blob not null, primary key (owner, subject)) strict, without rowid',
  'create table chain_heads (replica text primary key, seq integer not null, counter integer not null, hash blob not null) strict, without rowid',

  syncedTable(
    'people',
    'name text not null',
    "role text not null check (role in ('clerk', 'principal', 'office', 'auditor'))",
    ...VOID,
  ),
  syncedTable(
    'schools',
    'code text not null',
    'name text not null',
    'level text',
    'school_year text not null',
    'province text',
    'commune text',
    'principal_name text',
    'principal_title text',
    'office_level text',
    'office_name text',
  ),
  syncedTable('offices', 'code text', 'name text not null', 'level text not null', 'province text', 'commune text'),
  syncedTable(
    'sites',
    'name text not null',
    'village text',
    'is_main integer not null check (is_main in (0, 1))',
    ...VOID,
  ),
  syncedTable(
    'classes',
    'name text not null',
    'school_year text not null',
    'site text',
    'homeroom_teacher text',
    ...VOID,
  ),
  syncedTable(
    'households',
    'head_name text',
    'head_personal_id text',
    'province text',
    'commune text',
    'village text',
    ...VOID,
  ),
  syncedTable(
    'poverty_statuses',
    'household text not null',
    "status text not null check (status in ('poor', 'near_poor', 'none'))",
    'review_year integer',
    'standard text',
    'certificate_no text',
    'certificate_date text',
    'certificate_commune text',
    'valid_from text not null',
    ...VOID,
  ),
  syncedTable(
    'students',
    'moet_id text',
    'personal_id text',
    'full_name text not null',
    'sort_name text',
    'birth_date text',
    "gender text check (gender in ('male', 'female'))",
    'ethnicity text',
    'class text',
    'household text',
    'note text',
    ...VOID,
  ),
  syncedTable(
    'guardians',
    'student text not null',
    'name text not null',
    'relation text',
    'phone text',
    'personal_id text',
    ...VOID,
  ),
  syncedTable(
    'rounds',
    'name text not null',
    'source text',
    "mode text not null check (mode in ('gift', 'loan'))",
    "entitlement text not null check (entitlement in ('per_student', 'per_household'))",
    ...VOID,
  ),
  syncedTable(
    'deliveries',
    'round text not null',
    'document_number text',
    'document_date text',
    'giver text',
    'received_on text not null',
    ...VOID,
  ),
  syncedTable(
    'devices',
    'delivery text',
    'round text not null',
    'name text',
    'brand text',
    'model text',
    'serial_number text not null',
    'imei text',
    'imei2 text',
    'sim_number text',
    'iccid text',
    'accessories text',
    'price integer',
    'condition text',
    'note text',
    ...VOID,
  ),
  syncedTable('assignments', 'student text not null', 'device text not null', 'round text not null', ...VOID),
  syncedTable(
    'receipts',
    "kind text not null check (kind in ('handover', 'cancellation'))",
    'student text not null',
    'device text not null',
    'round text not null',
    "mode text not null check (mode in ('gift', 'loan'))",
    'receiver_name text',
    'receiver_relation text',
    'receiver_personal_id text',
    'received_on text not null',
    'cancels text',
    'reason text',
    'override_reason text',
  ),
  syncedTable(
    'movements',
    'device text not null',
    "kind text not null check (kind in ('received', 'handed_over', 'returned'))",
    'moved_on text not null',
    'receipt text',
    'delivery text',
    'reason text',
  ),
  syncedTable('events', 'kind text not null', 'details text not null'),

  'create index students_by_moet_id on students (moet_id) where moet_id is not null',
  'create index students_by_personal_id on students (personal_id) where personal_id is not null',
  'create index students_by_household on students (household)',
  'create index students_by_class on students (class)',
  'create index guardians_by_student on guardians (student)',
  'create index poverty_statuses_by_household on poverty_statuses (household)',
  'create index devices_by_serial_number on devices (serial_number)',
  'create index devices_by_imei on devices (imei) where imei is not null',
  'create index devices_by_round on devices (round)',
  'create index assignments_by_student on assignments (student)',
  'create index assignments_by_device on assignments (device)',
  'create index receipts_by_student on receipts (student)',
  'create index receipts_by_device on receipts (device)',
  'create index receipts_by_cancels on receipts (cancels) where cancels is not null',
  'create index movements_by_device on movements (device)',

  `create table import_problems (
    id integer primary key, command text, kind text not null, file_name text not null, at text not null, sheet text not null, row integer not null,
    label text not null, values_json text not null, problems_json text not null, round text
  ) strict`,
  'create table column_choices (fingerprint text not null, kind text not null, columns_json text not null, primary key (fingerprint, kind)) strict, without rowid',
  // Derived from the tables above: docs/database.md says how and why.
  'create table derived_version (id integer primary key check (id = 1), version integer not null) strict',
  `create table student_search (
    student text primary key, owner text not null, name integer not null, folded_name text not null, sort_key text not null,
    class_sort_key text not null, class text, poverty_status text not null, device_state text not null, device text, receipt text,
    is_voided integer not null
  ) strict, without rowid`,
  'create index student_search_in_class_order on student_search (class_sort_key, sort_key, student, is_voided, poverty_status, device_state, name)',
  'create index student_search_in_name_order on student_search (sort_key, student, is_voided, poverty_status, device_state, name)',
  'create index student_search_by_standing on student_search (class, poverty_status, device_state, is_voided)',
  'create index student_search_by_folded_name on student_search (folded_name, is_voided)',
  `create table device_search (
    owner text not null, device text not null, round text not null, state text not null, student text, receipt text, assignment text,
    primary key (owner, device)
  ) strict, without rowid`,
  'create index device_search_by_round on device_search (round, state, student)',
  'create index devices_by_serial_number_in_any_case on devices (serial_number collate nocase)',
  'create index devices_by_imei2 on devices (imei2) where imei2 is not null',
  'create table searched_names (name integer primary key, folded_name text not null unique) strict',
  'create table name_suffixes (suffix text not null, name integer not null, primary key (suffix, name)) strict, without rowid',
  `create virtual table name_words using fts5 (
    words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0'
  )`,
];

/**
 * What SQLite's planner must know: an owner has nearly all rows of a table. Without it, a list of ids beside the owner
 * (`owner = ? and student in (?, ?)`) is answered by reading all rows of the owner. Of an index it assumes ten rows a
 * key, which two of them exceed by far. Written by hand, so that plans are the same in every file; nobody runs ANALYZE.
 */
const ROWS = 50_000;
const STATISTICS: readonly (readonly [table: string, index: string, rows: string])[] = [
  ...SYNCED_TABLES.map((table) => [table, table, `${ROWS} ${ROWS} 1`] as const),
  ['students', 'students_by_class', `${ROWS} 35`],
  ['devices', 'devices_by_round', `${ROWS} ${ROWS / 2}`],
];

export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  await sql`analyze sqlite_schema`.execute(db);
  for (const [table, index, rows] of STATISTICS)
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${index}, ${rows})`.execute(db);
  // The connection reads the statistics anew; later ones read them when they open the file.
  await sql`analyze sqlite_schema`.execute(db);
}
