/** Writes planned rows of a class list: what is created row by row, what is changed in bulk at the end. */
import { foldText } from '../../shared/rules/fold.ts';
import type { RecordFields, RecordTableName } from '../../shared/records/record-tables.ts';
import type { Command } from '../journal/command.ts';
import type { ClassPlan } from './import-class-plan.ts';
import type { HouseholdPlan } from './import-household-plan.ts';
import type { StudentPicture } from './import-student-picture.ts';
import type { StudentPlan } from './import-student-plan.ts';

/** Told after every so many rows; may raise importCancelled. */
export type WriteProgress = (done: number, total: number) => void;

const ROWS_PER_REPORT = 250;

/**
 * Writes these plans; `mayLower` says of which rows a certified status may be lowered. Classes that the school does not
 * have this year are made.
 */
export async function writeStudents(
  command: Command,
  plans: readonly StudentPlan[],
  picture: StudentPicture,
  mayLower: (plan: StudentPlan) => boolean,
  onProgress: WriteProgress = () => undefined,
): Promise<void> {
  const writer = new StudentWriter(command, picture, new Set(plans.filter(mayLower).map(({ household }) => household)));
  for (const [index, plan] of plans.entries()) {
    if (index % ROWS_PER_REPORT === 0) onProgress(index, plans.length);
    await writer.write(plan);
  }
  await writer.finish();
  onProgress(plans.length, plans.length);
}

class StudentWriter {
  readonly #command: Command;
  readonly #picture: StudentPicture;
  readonly #lowered: ReadonlySet<HouseholdPlan | null>;
  readonly #classes = new Map<ClassPlan, string>();
  readonly #sites = new Map<string, string>();
  readonly #households = new Map<HouseholdPlan, string>();
  readonly #changes = new Map<RecordTableName, { id: string; fields: object }[]>();

  constructor(command: Command, picture: StudentPicture, lowered: ReadonlySet<HouseholdPlan | null>) {
    this.#command = command;
    this.#picture = picture;
    this.#lowered = lowered;
  }

  async write(plan: StudentPlan): Promise<void> {
    const links: { class?: string; household?: string } = {};
    if (plan.schoolClass) {
      const schoolClass = await this.#saveClass(plan.schoolClass);
      if (plan.joinsClass) links.class = schoolClass;
    }
    if (plan.household) {
      const household = await this.#saveHousehold(plan.household);
      if (plan.joinsHousehold) links.household = household;
    }
    const fields = { ...plan.fields, ...links };
    let student = plan.match;
    if (student === null)
      student = await this.#command.createMany('students', { fullName: plan.values.fullName, ...fields });
    else if (Object.keys(fields).length > 0) this.#change('students', student, fields);

    const { guardian } = plan;
    if (guardian.kind === 'add') await this.#command.createMany('guardians', { student, ...guardian.fields });
    else if (guardian.kind === 'change') this.#change('guardians', guardian.id, guardian.fields);
  }

  async finish(): Promise<void> {
    for (const [table, changes] of this.#changes) await this.#command.changeMany(table, changes);
  }

  async #saveClass(plan: ClassPlan): Promise<string> {
    const known = this.#classes.get(plan);
    if (known !== undefined) return known;
    const { name, site } = plan;
    const siteId = site && (site.id ?? (await this.#saveSite(site.name)));
    const id =
      plan.id ??
      (await this.#command.createMany('classes', { name, schoolYear: this.#picture.schoolYear, site: siteId }));
    if (plan.id !== null && siteId !== null) this.#change('classes', plan.id, { site: siteId });
    this.#classes.set(plan, id);
    return id;
  }

  async #saveSite(name: string): Promise<string> {
    const key = foldText(name);
    const id = this.#sites.get(key) ?? (await this.#command.createMany('sites', { name }));
    this.#sites.set(key, id);
    return id;
  }

  async #saveHousehold(plan: HouseholdPlan): Promise<string> {
    const known = this.#households.get(plan);
    if (known !== undefined) return known;
    const id = plan.id ?? (await this.#command.createMany('households', plan.fields));
    this.#households.set(plan, id);
    if (plan.id !== null && Object.keys(plan.fields).length > 0) this.#change('households', id, plan.fields);
    await this.#savePoverty(plan, id);
    return id;
  }

  async #savePoverty(plan: HouseholdPlan, household: string): Promise<void> {
    const { poverty } = plan;
    if (poverty.kind === 'complete') this.#change('poverty_statuses', poverty.id, poverty.fields);
    if (poverty.kind !== 'add' || (poverty.isLowering && !this.#lowered.has(plan))) return;
    await this.#command.createMany('poverty_statuses', { household, ...poverty.entry });
  }

  #change<Name extends RecordTableName>(table: Name, id: string, fields: Partial<RecordFields<Name>>): void {
    const changes = this.#changes.get(table);
    if (changes) changes.push({ id, fields });
    else this.#changes.set(table, [{ id, fields }]);
  }
}
