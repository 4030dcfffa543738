import { expect, it } from 'vitest';
import { leastAdvanced } from '../../../renderer/pages/students/least-advanced.ts';

it('says of several records the one least far on its way, and a refusal before all', () => {
  expect(leastAdvanced([])).toBeUndefined();
  expect(leastAdvanced(['accepted', 'accepted'])).toBe('accepted');
  expect(leastAdvanced(['accepted', 'received'])).toBe('received');
  expect(leastAdvanced(['received', 'packed'])).toBe('packed');
  expect(leastAdvanced(['packed', 'waiting', 'accepted'])).toBe('waiting');
  expect(leastAdvanced(['waiting', 'refused'])).toBe('refused');
});
