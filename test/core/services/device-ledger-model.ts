/** The stock ledger as a school would keep it on paper: the naive model that random histories are held against. */

export interface ModelPupil {
  id: string;
  household: string;
}

export interface ModelDevice {
  id: string;
  round: string;
  isVoided: boolean;
  plan: { id: string; pupil: ModelPupil } | null;
  holder: { receipt: string; pupil: ModelPupil } | null;
}

export class LedgerModel {
  readonly pupils: ModelPupil[] = [];
  readonly devices: ModelDevice[] = [];
  /** Open and cancelled receipts, with the device's plan at that time irrelevant. */
  readonly receipts: { id: string; device: ModelDevice; isCancelled: boolean }[] = [];
  readonly householdRounds: ReadonlySet<string>;

  constructor(householdRounds: Iterable<string>) {
    this.householdRounds = new Set(householdRounds);
  }

  device(id: string): ModelDevice {
    return this.devices.find((device) => device.id === id)!;
  }

  heldBy(pupil: ModelPupil): ModelDevice[] {
    return this.devices.filter((device) => device.holder?.pupil === pupil);
  }

  /** Plans that nobody has signed for. */
  plannedFor(pupil: ModelPupil): ModelDevice[] {
    return this.devices.filter((device) => device.plan?.pupil === pupil && device.holder === null);
  }

  /** Code with which handing over is refused; null when it is done. */
  expectHandover(pupil: ModelPupil, device: ModelDevice, isLifted: boolean): string | null {
    return this.#expectUse(pupil, device) ?? (isLifted ? null : this.#expectOne(pupil, device));
  }

  /** Code with which planning is refused; null when it is done. */
  expectPlan(pupil: ModelPupil, device: ModelDevice, isLifted: boolean): string | null {
    const refusal = this.#expectUse(pupil, device);
    if (refusal) return refusal;
    if (this.plannedFor(pupil).length > 0) return 'studentHasAssignment';
    if (isLifted) return null;
    const one = this.#expectOne(pupil, device);
    if (one) return one;
    const isHousehold = this.householdRounds.has(device.round);
    return isHousehold && this.#family(pupil).some((other) => this.plannedFor(other).length > 0)
      ? 'householdHasAssignment'
      : null;
  }

  handOver(pupil: ModelPupil, device: ModelDevice, receipt: string): void {
    for (const planned of this.plannedFor(pupil)) if (planned !== device) planned.plan = null;
    device.holder = { receipt, pupil };
    this.receipts.push({ id: receipt, device, isCancelled: false });
  }

  cancel(receipt: string): void {
    const found = this.receipts.find(({ id }) => id === receipt)!;
    found.isCancelled = true;
    found.device.holder = null;
  }

  stateOf(device: ModelDevice): 'voided' | 'handed_over' | 'assigned' | 'in_stock' {
    if (device.isVoided) return 'voided';
    if (device.holder) return 'handed_over';
    return device.plan ? 'assigned' : 'in_stock';
  }

  #expectUse(pupil: ModelPupil, device: ModelDevice): string | null {
    if (device.isVoided) return 'deviceVoided';
    if (device.holder) return 'deviceAlreadyHandedOver';
    return device.plan && device.plan.pupil !== pupil ? 'deviceAssignedToOther' : null;
  }

  #expectOne(pupil: ModelPupil, device: ModelDevice): string | null {
    if (this.heldBy(pupil).length > 0) return 'studentHoldsDevice';
    const isHousehold = this.householdRounds.has(device.round);
    return isHousehold && this.#family(pupil).some((other) => this.heldBy(other).length > 0)
      ? 'householdHoldsDevice'
      : null;
  }

  #family(pupil: ModelPupil): ModelPupil[] {
    return this.pupils.filter((other) => other !== pupil && other.household === pupil.household);
  }
}
