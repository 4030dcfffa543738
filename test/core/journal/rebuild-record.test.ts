/** Which values stay when versions are written over one another. */
import { expect, it } from 'vitest';
import { rebuildFields } from '../../../core/journal/rebuild-record.ts';

const NAMES = ['name', 'voidedAt'];
const creation = { replica: 'b', base: '', values: { name: '8C' } };
const voiding = { replica: 'a', base: 'b-1', values: { voidedAt: '2026-09-06' } };

it('lets a creation write every field, whatever it names: also over what was written of the other side of a fork', () => {
  const built = [
    { ...creation, counter: 1 },
    { ...voiding, counter: 2 },
  ];
  expect(rebuildFields(NAMES, built)).toEqual({ name: '8C', voidedAt: '2026-09-06' });
  // The creation that was built on had a low counter; its number was given a second time, to this one.
  const forked = [
    { ...creation, counter: 4_000_000_000 },
    { ...voiding, counter: 26 },
  ];
  expect(rebuildFields(NAMES, forked)).toEqual({ name: '8C', voidedAt: null });
});
