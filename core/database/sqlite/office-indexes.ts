/**
 * Indexes that only the register of many schools needs: its lists are filtered by school, or walked across all of them.
 * A school's file does without their weight, for there all rows are its own and its keys begin with the owner.
 */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';

const STATEMENTS = [
  // As the two of every register, behind the school; the last columns answer the filters.
  `create index if not exists student_search_of_school_in_class_order on student_search
    (owner, class_sort_key, sort_key, student, is_voided, poverty_status, device_state, name)`,
  `create index if not exists student_search_of_school_in_name_order on student_search
    (owner, sort_key, student, is_voided, poverty_status, device_state, name)`,
  'create index if not exists student_search_of_school_by_standing on student_search (owner, class, poverty_status, device_state, is_voided)',
  // Lists of all schools stand in the order of ids, which the keys, beginning with the owner, do not give.
  'create index if not exists device_search_by_device on device_search (device, state, round)',
  'create index if not exists receipts_by_id on receipts (id, round)',
  // One household whose children go to two schools.
  'create index if not exists households_by_head on households (head_personal_id, id) where head_personal_id is not null',
] as const;

/** Makes them where they are missing; called whenever an office's register is made or opened. */
export async function createOfficeIndexes(db: Kysely<Tables>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
