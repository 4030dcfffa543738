/** The handover sheet of a class: for every pupil what is planned, what was signed, and what stands in the way. */
import type { HandoverRow } from '../../shared/contract/devices.ts';
import type { ReceiptEntry } from '../../shared/contract/students.ts';
import { Problem } from '../../shared/problems.ts';
import { checkPupil } from '../../shared/rules/entitlement.ts';
import { findClass, listClassPupils } from '../queries/class-pupils.ts';
import { findRound } from '../queries/custody.ts';
import { listReceiptEntries } from '../queries/receipt-entries.ts';
import { listFirstGuardians } from '../queries/first-guardians.ts';
import type { Register } from '../register.ts';
import { Custody } from './custody.ts';
import { plainDetails } from './hand-over.ts';
import { maskReceipt } from './receipt-list.ts';

/**
 * Pupils in use in the order of the class list; without a class the whole school. `device` is the one of this round
 * that is planned and not signed for, `receipt` the open one of this round; `obstacle` also names a device that the
 * pupil holds already, of whatever round.
 *
 * Raises recordNotFound { table, record } for an unknown round or class.
 */
export async function listHandoverSheet(
  register: Register,
  input: { class: string | null; round: string },
): Promise<HandoverRow[]> {
  const { owner } = await register.getInstallation();
  const db = register.reader;
  const round = await findRound(db, owner, input.round);
  if (!round) throw new Problem('recordNotFound', { table: 'rounds', record: input.round });
  const schoolClass = input.class === null ? null : await findClass(db, owner, input.class);
  if (schoolClass === undefined) throw new Problem('recordNotFound', { table: 'classes', record: input.class });
  const pupils = await listClassPupils(db, schoolClass);
  const ids = pupils.map((pupil) => pupil.id);
  const custody = await Custody.gather(db, owner, { students: ids, devices: [] });
  const guardians = await listFirstGuardians(db, ids);
  const held = new Map(
    ids.flatMap((id) => {
      const holding = custody.holdingsOf(id).find((one) => one.round === round.id);
      return holding ? [[id, holding.receipt] as const] : [];
    }),
  );
  const receipts = await listReceiptEntries(db, owner, [...held.values()]);

  return pupils.map(({ id, fullName, birthDate, className, povertyStatus }) => {
    const plan = custody.plansOf(id).find((one) => one.round === round.id);
    const obstacle = checkPupil(round.entitlement, custody.pupilFacts(custody.getPupil(id)));
    const guardian = guardians.get(id);
    return {
      student: id,
      fullName,
      birthDate,
      className,
      povertyStatus: povertyStatus === 'unknown' ? null : povertyStatus,
      guardianName: guardian?.name ?? null,
      guardianRelation: guardian?.relation ?? null,
      assignment: plan?.assignment ?? null,
      device: plan?.device ?? null,
      serialNumber: plan?.serialNumber ?? null,
      model: plan?.model ?? null,
      receipt: masked(receipts.get(held.get(id) ?? '')),
      obstacle: obstacle && { problem: obstacle.code, details: plainDetails(obstacle.details) },
    };
  });
}

function masked(receipt: ReceiptEntry | undefined): ReceiptEntry | null {
  return receipt ? maskReceipt(receipt) : null;
}
