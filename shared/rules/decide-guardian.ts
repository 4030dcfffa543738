/** What a class list does to the guardians of one pupil: it completes, mends or adds; it never takes one away. */
import type { RecordFields } from '../records/record-tables.ts';
import { betterSpelling } from './better-spelling.ts';
import { foldText } from './fold.ts';

export type GuardianFields = Omit<RecordFields<'guardians'>, 'student' | 'voidedAt' | 'voidReason'>;
export interface KnownGuardian extends GuardianFields {
  id: string;
}
export type StatedGuardian = { [Field in keyof GuardianFields]?: GuardianFields[Field] | null };

export type GuardianDecision =
  | { kind: 'keep' }
  | { kind: 'add'; fields: GuardianFields }
  | { kind: 'change'; id: string; before: KnownGuardian; fields: Partial<GuardianFields> };

/**
 * A guardian is recognised by the folded name. A new name is a second guardian, also when the relation is the same: a
 * file that names the stepmother does not take the mother off. Without a name, phone and ID belong to the guardian of
 * that relation, else to the first, who normally signs. A guardian without a name gets the name when it is given.
 */
export function decideGuardian(known: readonly KnownGuardian[], stated: StatedGuardian): GuardianDecision {
  const target = findGuardian(known, stated);
  if (!target) {
    const says = [stated.name, stated.phone, stated.personalId].some(Boolean);
    if (!says) return { kind: 'keep' };
    const { name, relation, phone, personalId } = stated;
    return {
      kind: 'add',
      fields: {
        name: name ?? '',
        relation: relation ?? null,
        phone: phone ?? null,
        personalId: personalId ?? null,
      },
    };
  }
  const fields: Partial<GuardianFields> = {};
  const name = betterSpelling(target.name, stated.name);
  if (name !== null) fields.name = name;
  if (stated.relation && stated.relation !== target.relation && stated.name) fields.relation = stated.relation;
  if (stated.phone && stated.phone !== target.phone) fields.phone = stated.phone;
  if (stated.personalId && stated.personalId !== target.personalId) fields.personalId = stated.personalId;
  if (Object.keys(fields).length === 0) return { kind: 'keep' };
  return { kind: 'change', id: target.id, before: target, fields };
}

function findGuardian(known: readonly KnownGuardian[], stated: StatedGuardian): KnownGuardian | undefined {
  if (stated.name) {
    const folded = foldText(stated.name);
    return (
      known.find((guardian) => foldText(guardian.name) === folded) ??
      known.find((guardian) => guardian.name === '' && (!stated.phone || guardian.phone === stated.phone))
    );
  }
  const samePhone = stated.phone ? known.find((guardian) => guardian.phone === stated.phone) : undefined;
  const sameRelation = stated.relation ? known.find((guardian) => guardian.relation === stated.relation) : undefined;
  return samePhone ?? sameRelation ?? known[0];
}
