/** Random histories of stock, plans, receipts and counter-documents, held against the naive model. */
import { describe, expect, it } from 'vitest';
import { isProblem } from '../../../shared/problems.ts';
import { seededRandom } from '../../seeded-random.ts';
import { addDevice, addPupil, classNamed, listMovements, openTestSchool, RECEIVER } from './device-fixture.ts';
import { LedgerModel, type ModelDevice, type ModelPupil } from './device-ledger-model.ts';

const FIRST_SEED = Number(process.env['SO_MAY_SEED'] ?? 20_260_905);
const SEEDS = process.env['SO_MAY_SEED'] ? [FIRST_SEED] : Array.from({ length: 8 }, (_, index) => FIRST_SEED + index);
const STEPS = 120;
const reason = 'Theo lịch sử ngẫu nhiên';

async function outcomeOf<Answer>(call: Promise<Answer>): Promise<{ answer: Answer } | { code: string }> {
  try {
    return { answer: await call };
  } catch (error) {
    if (isProblem(error)) return { code: error.code };
    throw error;
  }
}

async function openHistory(seed: number) {
  const school = await openTestSchool();
  const { client, register, session } = school;
  const random = seededRandom(seed);
  const { id: perHousehold } = await client.rounds.save({ name: 'TT 09', mode: 'loan', entitlement: 'per_household' });
  const rounds = [school.round, perHousehold];
  await addPupil(client, 'Người Ngoài');
  const schoolClass = await classNamed(client, '6A');
  const model = new LedgerModel([perHousehold]);
  await client.students.void({ id: (await client.students.records({})).rows[0]!.id, reason });
  await register.run(session, async (command) => {
    for (let family = 0; family < 5; family += 1) {
      const household = command.create('households', { headName: `Chủ hộ ${family}` });
      for (let child = 0; child <= family % 3; child += 1) {
        const id = command.create('students', { fullName: `Em ${family}${child}`, class: schoolClass, household });
        model.pupils.push({ id, household });
      }
    }
  });
  const principal = await client.people.save({ name: 'Lò Văn Thuận', role: 'principal' });
  const clerk = session.personId!;
  let serial = 0;

  const addOne = async () => {
    const round = random.pick(rounds);
    serial += 1;
    const id = await addDevice(client, round, `S${serial}`);
    model.devices.push({ id, round, isVoided: false, plan: null, holder: null });
  };
  const anyOverride = () => {
    const isPrincipal = random.integer(3) === 0;
    session.personId = isPrincipal ? principal.id : clerk;
    const overrideReason = random.integer(2) === 0 ? reason : null;
    return { overrideReason, isLifted: isPrincipal && overrideReason !== null };
  };
  /** What the model expects, and overrideNotAllowed where a clerk asked for what only a principal may. */
  const expected = (code: string | null, overrideReason: string | null) => {
    const isOverridable = code !== null && /^(student|household)Holds|^householdHas/.test(code);
    return isOverridable && overrideReason !== null ? 'overrideNotAllowed' : code;
  };

  const actions = {
    add: addOne,
    plan: async () => {
      const [pupil, device] = [random.pick(model.pupils), random.pick(model.devices)];
      const { overrideReason, isLifted } = anyOverride();
      const code = expected(model.expectPlan(pupil, device, isLifted), overrideReason);
      const call = client.assignments.save({ student: pupil.id, device: device.id, overrideReason });
      const outcome = await outcomeOf(call);
      expect('code' in outcome ? outcome.code : null).toBe(code);
      if ('answer' in outcome) device.plan = { id: outcome.answer.id, pupil };
    },
    handOver: async () => {
      const [pupil, device] = [random.pick(model.pupils), random.pick(model.devices)];
      const { overrideReason, isLifted } = anyOverride();
      const code = expected(model.expectHandover(pupil, device, isLifted), overrideReason);
      const call = client.receipts.save({ student: pupil.id, device: device.id, ...RECEIVER, overrideReason });
      const outcome = await outcomeOf(call);
      expect('code' in outcome ? outcome.code : null).toBe(code);
      if ('answer' in outcome) model.handOver(pupil, device, outcome.answer.id);
    },
    handOverClass: async () => {
      const round = random.pick(rounds);
      const lines: [ModelPupil, ModelDevice][] = Array.from({ length: 1 + random.integer(5) }, () => [
        random.pick(model.pupils),
        random.pick(model.devices),
      ]);
      const { saved, refused } = await client.receipts.saveClass({
        round,
        receivedOn: RECEIVER.receivedOn,
        lines: lines.map(([pupil, device]) => ({
          student: pupil.id,
          device: device.id,
          receiverName: RECEIVER.receiverName,
        })),
      });
      const codes: string[] = [];
      for (const [pupil, device] of lines) {
        const code = device.round === round ? model.expectHandover(pupil, device, false) : 'deviceOfOtherRound';
        if (code) codes.push(code);
        else model.handOver(pupil, device, await openReceiptOf(device));
      }
      expect(refused.map((line) => line.problem)).toEqual(codes);
      expect(saved).toBe(lines.length - codes.length);
    },
    cancel: async () => {
      const [receipt] = model.receipts.length === 0 ? [] : [random.pick(model.receipts)];
      if (!receipt) return;
      const outcome = await outcomeOf(client.receipts.cancel({ id: receipt.id, reason }));
      expect('code' in outcome ? outcome.code : null).toBe(receipt.isCancelled ? 'receiptAlreadyCancelled' : null);
      if ('answer' in outcome) model.cancel(receipt.id);
    },
    voidPlan: async () => {
      const device = random.pick(model.devices);
      if (!device.plan) return;
      const outcome = await outcomeOf(client.assignments.void({ ids: [device.plan.id], reason }));
      expect('code' in outcome ? outcome.code : null).toBe(device.holder ? 'assignmentFulfilled' : null);
      if ('answer' in outcome) device.plan = null;
    },
    voidDevice: async () => {
      const device = random.pick(model.devices);
      const outcome = await outcomeOf(client.devices.void({ id: device.id, reason }));
      const code = device.holder ? 'deviceHandedOver' : device.plan ? 'deviceAssigned' : null;
      expect('code' in outcome ? outcome.code : null).toBe(code);
      device.isVoided ||= code === null;
    },
    planClass: async () => {
      const round = random.pick(rounds);
      const outcome = await outcomeOf(client.assignments.saveClass({ class: schoolClass, round }));
      if ('code' in outcome) return expect(outcome.code).toBe('stockTooSmall');
      const sheet = await client.receipts.sheet({ class: schoolClass, round });
      let count = 0;
      for (const { student, device: id, assignment } of sheet) {
        const pupil = model.pupils.find((one) => one.id === student)!;
        if (id === null || assignment === null || model.device(id).plan?.id === assignment) continue;
        // Every plan that the class got is one that the model would have allowed by itself.
        expect(model.expectPlan(pupil, model.device(id), false)).toBeNull();
        expect(model.stateOf(model.device(id))).toBe('in_stock');
        model.device(id).plan = { id: assignment, pupil };
        count += 1;
      }
      expect(count).toBe(outcome.answer.assigned);
    },
  };

  async function openReceiptOf(device: ModelDevice): Promise<string> {
    return (await client.devices.get({ id: device.id })).receipts[0]!.id;
  }

  return { ...school, random, model, actions };
}
type History = Awaited<ReturnType<typeof openHistory>>;

/** Stock = received − handed over + returned; states, receipts and movements agree with the model and one another. */
async function checkLedger(history: History): Promise<void> {
  const { client, model, register } = history;
  const movements = await listMovements(history);
  const receipts = await register.reader.selectFrom('receipts').selectAll().orderBy('id').execute();
  const inStock = new Map<string, number>();
  for (const { device, kind } of movements)
    inStock.set(device, (inStock.get(device) ?? 0) + (kind === 'handed_over' ? -1 : 1));
  const shown = new Map((await client.devices.list({ limit: 1000 })).rows.map((row) => [row.id, row]));
  for (const device of model.devices) {
    const state = model.stateOf(device);
    expect(shown.get(device.id)?.state ?? 'voided').toBe(state);
    expect(inStock.get(device.id)).toBe(device.holder ? 0 : 1);
    if (state === 'handed_over' || state === 'assigned')
      expect(shown.get(device.id)?.student).toBe((device.holder ?? device.plan)?.pupil.id);
  }
  const lines = await client.devices.stock({});
  const inUse = model.devices.filter((device) => !device.isVoided);
  expect(lines.reduce((sum, line) => sum + line.inStock + line.assigned, 0)).toBe(
    inUse.reduce((sum, device) => sum + (inStock.get(device.id) ?? 0), 0),
  );
  for (const { id, kind, device } of receipts) {
    const own = movements.filter((movement) => movement.receipt === id);
    expect(own.map((movement) => [movement.kind, movement.device])).toEqual([
      [kind === 'handover' ? 'handed_over' : 'returned', device],
    ]);
  }
  expect(movements.filter((movement) => movement.receipt !== null)).toHaveLength(receipts.length);
  checkEntitlement(history, receipts);
}

/** Replays the documents alone: no device held twice, and no second device that no override explains. */
function checkEntitlement(
  { model }: History,
  receipts: {
    id: string;
    kind: string;
    student: string;
    device: string;
    cancels: string | null;
    overrideReason: string | null;
  }[],
): void {
  const open = new Map<string, { student: string; device: string }>();
  for (const receipt of receipts) {
    if (receipt.kind === 'cancellation') {
      expect(open.delete(receipt.cancels ?? '')).toBe(true);
      continue;
    }
    const held = [...open.values()];
    expect(held.some((other) => other.device === receipt.device)).toBe(false);
    const { household } = model.pupils.find((pupil) => pupil.id === receipt.student)!;
    const family = model.pupils.filter((pupil) => pupil.household === household).map((pupil) => pupil.id);
    const counting = model.householdRounds.has(model.device(receipt.device).round) ? family : [receipt.student];
    if (receipt.overrideReason === null) expect(held.some((other) => counting.includes(other.student))).toBe(false);
    open.set(receipt.id, receipt);
  }
}

describe('the ledger of devices', () => {
  it.each(SEEDS)(`agrees with a naive model after ${STEPS} random steps (SO_MAY_SEED=%i)`, async (seed) => {
    const history = await openHistory(seed);
    for (let start = 0; start < 4; start += 1) await history.actions.add();
    const names = [
      'add',
      'plan',
      'plan',
      'handOver',
      'handOver',
      'handOver',
      'handOverClass',
      'cancel',
      'cancel',
    ] as const;
    const rare = ['voidPlan', 'voidDevice', 'planClass'] as const;
    for (let step = 0; step < STEPS; step += 1) {
      const name = history.random.integer(5) === 0 ? history.random.pick(rare) : history.random.pick(names);
      await history.actions[name]();
      if (step % 20 === 19) await checkLedger(history);
    }
    expect(await history.client.journal.verify()).toMatchObject({ isSound: true, faults: [] });
  });
});
