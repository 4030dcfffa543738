/** First start, settings, people, places: what the register says about itself. */
import { setUpRegister } from '../services/set-up-register.ts';
import { getRegisterStatus } from '../services/register-status.ts';
import { implementer } from './implementer.ts';

const { register: on } = implementer;

export const setUpProcedures = {
  status: on.status.handler(({ context }) => getRegisterStatus(context.register)),
  setUp: on.setUp.handler(async ({ context, input }) => {
    context.session.personId = await setUpRegister(context.register, input);
    return getRegisterStatus(context.register);
  }),
};
