/**
 * The facts about some pupils and devices, gathered once and kept up to date while one command hands over many: a line
 * is decided on what the lines before it did.
 */
import { Problem } from '../../shared/problems.ts';
import type { EntitlementFacts } from '../../shared/rules/entitlement.ts';
import type { ReadHandle } from '../database/handles.ts';
import {
  type DeviceRow,
  type HoldingRow,
  listDevicesById,
  listHoldings,
  listPlans,
  listPupilsWithSiblings,
  type PlanRow,
  type PupilRow,
} from '../queries/custody.ts';

type Entitlement = EntitlementFacts['entitlement'];

export class Custody {
  readonly #pupils = new Map<string, PupilRow>();
  readonly #devices = new Map<string, DeviceRow>();
  /** Pupils by household. */
  readonly #households = new Map<string, PupilRow[]>();
  readonly #holdings: Indexed<HoldingRow>;
  readonly #plans: Indexed<PlanRow>;

  private constructor(pupils: PupilRow[], devices: DeviceRow[], holdings: HoldingRow[], plans: PlanRow[]) {
    for (const pupil of pupils) {
      this.#pupils.set(pupil.id, pupil);
      if (pupil.household !== null) append(this.#households, pupil.household, pupil);
    }
    for (const device of devices) this.#devices.set(device.id, device);
    this.#holdings = new Indexed(holdings);
    this.#plans = new Indexed(plans);
  }

  /** Everything that may decide about any of these pupils with any of these devices. */
  static async gather(
    db: ReadHandle,
    owner: string,
    { students, devices }: { students: readonly string[]; devices: readonly string[] },
  ): Promise<Custody> {
    const pupils = await listPupilsWithSiblings(db, owner, students);
    const wanted = { students: pupils.map((pupil) => pupil.id), devices };
    return new Custody(
      pupils,
      await listDevicesById(db, owner, devices),
      await listHoldings(db, owner, wanted),
      await listPlans(db, owner, wanted),
    );
  }

  /** Raises studentNotFound. */
  getPupil(id: string): PupilRow {
    const pupil = this.#pupils.get(id);
    if (!pupil) throw new Problem('studentNotFound');
    return pupil;
  }

  findPupil(id: string): PupilRow | undefined {
    return this.#pupils.get(id);
  }

  /** Raises deviceNotFound. */
  getDevice(id: string): DeviceRow {
    const device = this.#devices.get(id);
    if (!device) throw new Problem('deviceNotFound');
    return device;
  }

  holdingsOf(student: string): readonly HoldingRow[] {
    return this.#holdings.ofStudent(student);
  }

  plansOf(student: string): readonly PlanRow[] {
    return this.#plans.ofStudent(student);
  }

  /** What decides about the pupil, whichever the device. */
  pupilFacts(pupil: PupilRow): EntitlementFacts['pupil'] {
    const household = pupil.household === null ? [] : (this.#households.get(pupil.household) ?? []);
    return {
      ...this.#belongings(pupil),
      isVoided: pupil.isVoided,
      siblings: household.filter((other) => other.id !== pupil.id).map((other) => this.#belongings(other)),
    };
  }

  facts(pupil: PupilRow, device: DeviceRow, entitlement: Entitlement): EntitlementFacts {
    const holder = this.#holdings.ofDevice(device.id)[0];
    const plan = this.#plans.ofDevice(device.id)[0];
    return {
      entitlement,
      pupil: this.pupilFacts(pupil),
      device: {
        serialNumber: device.serialNumber,
        isVoided: device.isVoided || device.isWithErased,
        holder: holder ? { ...namedOwner(holder), receivedOn: holder.receivedOn } : null,
        plannedFor: plan ? namedOwner(plan) : null,
      },
    };
  }

  noteHandover(pupil: PupilRow, device: DeviceRow, receipt: string, receivedOn: string): void {
    this.#plans.drop((plan) => plan.device === device.id || plan.student === pupil.id);
    this.#holdings.add({ receipt, ...named(pupil), ...numbered(device), receivedOn });
  }

  noteAssignment(pupil: PupilRow, device: DeviceRow, assignment: string): void {
    this.#plans.add({ assignment, ...named(pupil), ...numbered(device), model: device.model });
  }

  #belongings(pupil: PupilRow) {
    return {
      id: pupil.id,
      fullName: pupil.fullName,
      className: pupil.className,
      holds: this.holdingsOf(pupil.id).map(({ serialNumber, receivedOn }) => ({ serialNumber, receivedOn })),
      planned: this.plansOf(pupil.id).map(({ serialNumber }) => ({ serialNumber })),
    };
  }
}

function named({ id, fullName, className }: PupilRow) {
  return { student: id, fullName, className };
}

function namedOwner({ student, fullName, className }: HoldingRow | PlanRow) {
  return { id: student, fullName, className };
}

function numbered({ id, serialNumber, round }: DeviceRow) {
  return { device: id, serialNumber, round };
}

/** Holdings or plans, found by pupil and by device. */
class Indexed<Row extends { student: string; device: string }> {
  readonly #byStudent = new Map<string, Row[]>();
  readonly #byDevice = new Map<string, Row[]>();

  constructor(rows: readonly Row[]) {
    for (const row of rows) this.add(row);
  }

  add(row: Row): void {
    const isKnown = this.ofDevice(row.device).some((known) => known.student === row.student);
    if (isKnown) return;
    append(this.#byStudent, row.student, row);
    append(this.#byDevice, row.device, row);
  }

  drop(isGone: (row: Row) => boolean): void {
    for (const index of [this.#byStudent, this.#byDevice]) {
      for (const [key, rows] of index) {
        if (rows.some(isGone))
          index.set(
            key,
            rows.filter((row) => !isGone(row)),
          );
      }
    }
  }

  ofStudent(student: string): readonly Row[] {
    return this.#byStudent.get(student) ?? [];
  }

  ofDevice(device: string): readonly Row[] {
    return this.#byDevice.get(device) ?? [];
  }
}

function append<Key, Item>(index: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = index.get(key);
  if (items) items.push(item);
  else index.set(key, [item]);
}
