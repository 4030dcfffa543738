/** What an office says to a PC that is locked out, and to whom it says nothing. */
import { expect, it } from 'vitest';
import { SCHOOL, StandInExchange } from '../../../core/carriers/stand-in-exchange.ts';
import { openTestOffice, openTestSchool } from './open-test-office.ts';

it('tells a locked-out PC over HTTP that it is, and a stranger only that it is not known', async () => {
  const office = await openTestOffice();
  const school = await openTestSchool({ url: `http://127.0.0.1:${office.server.port}` });
  const { replica, signKey } = school.exchange;
  const problemOf = async () => {
    await school.run();
    return school.states.list()[0]?.problem;
  };
  office.exchange.trusted.set(replica, { owner: SCHOOL, signKey, isLockedOut: true });
  expect(await problemOf()).toBe('officeLockedUsOut');
  // Whoever cannot sign for that PC hears nothing of it.
  const other = new StandInExchange(SCHOOL, []);
  office.exchange.trusted.set(replica, { owner: SCHOOL, signKey: other.signKey, isLockedOut: true });
  expect(await problemOf()).toBe('officeDoesNotKnowUs');
  office.exchange.trusted.delete(replica);
  expect(await problemOf()).toBe('officeDoesNotKnowUs');
  office.exchange.trusted.set(replica, { owner: SCHOOL, signKey });
  expect(await problemOf()).toBeNull();
});
