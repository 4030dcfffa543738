/** Values of options that several commands share. */
import { InvalidArgumentError } from 'commander';
import type { z } from 'zod';
import { relation } from '../shared/records/pupil.ts';
import { calendarDay } from '../shared/records/record-table.ts';
import { foldText } from '../shared/rules/fold.ts';
import { listChoices } from '../shared/sentences/values.ts';
import type { Words } from './words.ts';

export type Relation = z.output<typeof relation>;

/** What people also call a father or mother. */
const spokenRelations: Record<string, Relation> = { bo: 'father', ba: 'father', me: 'mother', ma: 'mother' };

/** A day of the calendar, ISO. */
export function dayValue(text: Words): (value: string) => string {
  return (value) => {
    const day = calendarDay.safeParse(value);
    if (!day.success) throw new InvalidArgumentError(text.notADay);
    return day.data;
  };
}

/** A relation by its code or by its word in either language. */
export function relationValue(text: Words): (value: string) => Relation {
  return (value) => {
    const code = relation.safeParse(value);
    if (code.success) return code.data;
    const spoken = foldText(value);
    const choices = [...listChoices('vi', 'relation'), ...listChoices('en', 'relation')];
    const named = relation.safeParse(choices.find(({ label }) => foldText(label) === spoken)?.value);
    const found = named.success ? named.data : spokenRelations[spoken];
    if (!found) throw new InvalidArgumentError(text.oneOf(relation.options.join(', ')));
    return found;
  };
}

/** A port; 0: any free one. */
export function readPort(value: string, message: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new InvalidArgumentError(message);
  return port;
}
