/** What a class list does to the households of its pupils. Pure. */
import { betterSpelling } from '../../shared/rules/better-spelling.ts';
import { foldText } from '../../shared/rules/fold.ts';
import { currentPoverty, decidePoverty, type PovertyDecision } from '../../shared/rules/poverty-history.ts';
import type { SyncedRow } from '../database/tables.ts';
import type { StudentPicture } from './import-student-picture.ts';
import type { StudentValueName, StudentValues } from './import-values.ts';

const ADDRESS = ['province', 'commune', 'village'] as const;
const FIELDS = ['headName', 'headPersonalId', ...ADDRESS] as const;
const STATUS_FIELDS = ['povertyStatus', 'reviewYear', 'certificateNo', 'certificateDate'] as const;

export type HouseholdFields = { [Field in (typeof FIELDS)[number]]?: string };
export type Before = Partial<Record<StudentValueName, string | number | null>>;

/** One household that rows of the file mean; siblings share one plan. */
export interface HouseholdPlan {
  /** Null: it is to be created. */
  id: string | null;
  fields: HouseholdFields;
  poverty: PovertyDecision;
  /** The household's values that the file changes, as they were. */
  before: Before;
  /** What the first row that spoke of it said; another row cannot say otherwise. */
  said: Partial<StudentValues>;
}

/** Finds or makes the plan of each row's household. */
export class HouseholdPlans {
  readonly #picture: StudentPicture;
  readonly #today: string;
  readonly #byId = new Map<string, HouseholdPlan>();
  readonly #byKey = new Map<string, HouseholdPlan>();

  constructor(picture: StudentPicture, today: string) {
    this.#picture = picture;
    this.#today = today;
  }

  /**
   * The household of a row's pupil (`current`: the one the register knows, `shareKey`: what siblings share), or undefined when the file says nothing of
   * one. `contradicts` names the fields in which the row says otherwise than a sibling's row before it.
   */
  plan(
    values: StudentValues,
    current: string | null,
    shareKey: string | undefined,
  ): { household: HouseholdPlan; contradicts: StudentValueName[] } | undefined {
    const known = current === null ? undefined : this.#picture.households.get(current);
    if (!known && !saysSomething(values)) return undefined;
    const household = known ? this.#ofKnown(known) : this.#ofKey(shareKey);
    return { household, contradicts: this.#say(household, values) };
  }

  #ofKnown(row: SyncedRow<'households'>): HouseholdPlan {
    const planned = this.#byId.get(row.id);
    if (planned) return planned;
    const plan = emptyPlan(row.id);
    this.#byId.set(row.id, plan);
    return plan;
  }

  #ofKey(key: string | undefined): HouseholdPlan {
    if (key === undefined) return emptyPlan(null);
    const shared = this.#picture.households.get(this.#picture.shared.get(key) ?? '');
    if (shared) return this.#ofKnown(shared);
    const planned = this.#byKey.get(key);
    if (planned) return planned;
    const plan = emptyPlan(null);
    this.#byKey.set(key, plan);
    return plan;
  }

  #say(plan: HouseholdPlan, values: StudentValues): StudentValueName[] {
    const stored = plan.id === null ? undefined : this.#picture.households.get(plan.id);
    const contradicts: StudentValueName[] = [];
    for (const field of FIELDS) {
      const stated = values[field];
      if (!stated) continue;
      const said = plan.said[field];
      if (said) {
        if (foldText(said) !== foldText(stated)) contradicts.push(field);
        continue;
      }
      plan.said[field] = stated;
      const value = betterSpelling(stored?.[field] ?? null, stated);
      if (value === null) continue;
      plan.fields[field] = value;
      if (stored) plan.before[field] = stored[field];
    }
    return [...contradicts, ...this.#sayStatus(plan, values)];
  }

  #sayStatus(plan: HouseholdPlan, values: StudentValues): StudentValueName[] {
    const stated = STATUS_FIELDS.filter((field) => values[field] !== undefined && values[field] !== null);
    const isSaid = STATUS_FIELDS.some((field) => plan.said[field] !== undefined);
    if (isSaid) return stated.filter((field) => field in plan.said && plan.said[field] !== values[field]);
    for (const field of stated) Object.assign(plan.said, { [field]: values[field] });
    const history = (plan.id === null ? undefined : this.#picture.histories.get(plan.id)) ?? [];
    const { povertyStatus: status, reviewYear, certificateNo, certificateDate } = values;
    if (plan.poverty.kind !== 'keep') return [];
    const statement = {
      status: status ?? null,
      reviewYear: reviewYear ?? null,
      certificateNo: certificateNo ?? null,
      certificateDate: certificateDate ?? null,
    };
    plan.poverty = decidePoverty(history, statement, status !== undefined, this.#today);
    if (plan.poverty.kind === 'keep' || plan.id === null) return [];
    const current = currentPoverty(history);
    const written = plan.poverty.kind === 'add' ? plan.poverty.entry : plan.poverty.fields;
    if (written.status !== undefined && written.status !== current?.status)
      plan.before.povertyStatus = current?.status ?? null;
    for (const field of ['reviewYear', 'certificateNo', 'certificateDate'] as const) {
      const value = written[field];
      if (value !== undefined && value !== null && value !== current?.[field])
        plan.before[field] = current?.[field] ?? null;
    }
    return [];
  }
}

function emptyPlan(id: string | null): HouseholdPlan {
  return { id, fields: {}, poverty: { kind: 'keep' }, before: {}, said: {} };
}

/** A status column says something even where its cell is empty: of a new household, that it is neither. */
function saysSomething(values: StudentValues): boolean {
  return values.povertyStatus !== undefined || FIELDS.some((field) => Boolean(values[field]));
}
