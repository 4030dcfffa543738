/** First start, settings, people, places, overview: what the register says about itself. */
import { listCurrentClasses, saveClass } from '../services/classes.ts';
import { getOverview } from '../services/overview.ts';
import { listAllPeople, savePerson, voidPerson } from '../services/people.ts';
import {
  addPersonAtKeyboard,
  choosePerson,
  getSeat,
  giveOneTimePin,
  leaveSeat,
  saveOwnPin,
} from '../services/take-seat.ts';
import { getRegisterStatus } from '../services/register-status.ts';
import { listAllSchools, listSchoolCounts } from '../services/schools.ts';
import { listAllRounds, saveRound } from '../services/rounds.ts';
import { endTrial, setUpTrialRegister } from '../services/trial-register.ts';
import { ImportJobs } from '../jobs/import-jobs.ts';
import { setUpRegister } from '../services/set-up-register.ts';
import { saveOffice, saveSchool } from '../services/settings.ts';
import { listAllSites, saveSite, voidSite } from '../services/sites.ts';
import { atSchool, implementer } from './implementer.ts';

const { register: on, session: onSession, people: onPeople } = implementer;
const { sites: onSites, schools: onSchools, classes: onClasses, rounds: onRounds } = implementer;

export const registerProcedures = {
  status: on.status.handler(({ context }) => getRegisterStatus(context.register)),
  setUp: on.setUp.handler(async ({ context, input }) => {
    context.register.seat(context.session, await setUpRegister(context.register, input));
    return getRegisterStatus(context.register);
  }),
  setUpTrial: on.setUpTrial.handler(async ({ context }) => {
    context.register.seat(context.session, await setUpTrialRegister(context.register));
    return getRegisterStatus(context.register);
  }),
  endTrial: on.endTrial.handler(async ({ context }) => {
    // Files read for an import belong to the register that is set aside.
    await context.register.part(ImportJobs).close();
    const folder = await endTrial(context.register);
    context.register.seat(context.session, null);
    return { folder };
  }),
  saveSchool: on.saveSchool
    .use(atSchool)
    .handler(({ context, input }) => saveSchool(context.register, context.session, input)),
  saveOffice: on.saveOffice.handler(({ context, input }) => saveOffice(context.register, context.session, input)),
  overview: on.overview.handler(({ context, input }) => getOverview(context.register, input)),
};

export const sessionProcedures = {
  get: onSession.get.handler(({ context }) => getSeat(context.register, context.session)),
  choosePerson: onSession.choosePerson.handler(({ context, input: { person, ...proof } }) =>
    choosePerson(context.register, context.session, person, proof),
  ),
  addPerson: onSession.addPerson.handler(({ context, input }) =>
    addPersonAtKeyboard(context.register, context.session, input),
  ),
  leave: onSession.leave.handler(async ({ context }) => {
    await leaveSeat(context.register, context.session);
    return {};
  }),
  savePin: onSession.savePin.handler(async ({ context, input }) => {
    await saveOwnPin(context.register, context.session, input);
    return {};
  }),
};

export const peopleProcedures = {
  list: onPeople.list.handler(({ context }) => listAllPeople(context.register)),
  givePin: onPeople.givePin.handler(({ context, input }) =>
    giveOneTimePin(context.register, context.session, input.id),
  ),
  save: onPeople.save.handler(({ context, input }) => savePerson(context.register, context.session, input)),
  void: onPeople.void.handler(({ context, input }) => voidPerson(context.register, context.session, input)),
};

export const siteProcedures = {
  list: onSites.list.handler(({ context }) => listAllSites(context.register)),
  save: onSites.save.use(atSchool).handler(({ context, input }) => saveSite(context.register, context.session, input)),
  void: onSites.void.use(atSchool).handler(({ context, input }) => voidSite(context.register, context.session, input)),
};

export const schoolProcedures = {
  list: onSchools.list.handler(({ context }) => listAllSchools(context.register)),
  overview: onSchools.overview.handler(({ context }) => listSchoolCounts(context.register)),
};

export const classProcedures = {
  list: onClasses.list.handler(({ context, input }) => listCurrentClasses(context.register, input.owner)),
  save: onClasses.save
    .use(atSchool)
    .handler(({ context, input }) => saveClass(context.register, context.session, input)),
};

export const roundProcedures = {
  list: onRounds.list.handler(({ context, input }) => listAllRounds(context.register, input.owner)),
  save: onRounds.save.handler(({ context, input }) => saveRound(context.register, context.session, input)),
};
