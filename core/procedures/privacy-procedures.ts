/** Consent, requests, drafts. */
import { listConsents, saveConsent, withdrawConsent } from '../services/consents.ts';
import { dropDraft, listDrafts, saveDraft } from '../services/drafts.ts';
import { listRequests, saveRequest } from '../services/requests.ts';
import { atSchool, implementer } from './implementer.ts';

const { consents: onConsents, requests: onRequests, drafts: onDrafts } = implementer;

export const consentProcedures = {
  list: onConsents.list.handler(({ context, input }) => listConsents(context.register, input.student)),
  save: onConsents.save
    .use(atSchool)
    .handler(({ context, input }) => saveConsent(context.register, context.session, input)),
  withdraw: onConsents.withdraw
    .use(atSchool)
    .handler(({ context, input }) => withdrawConsent(context.register, context.session, input)),
};

export const requestProcedures = {
  list: onRequests.list.handler(({ context }) => listRequests(context.register)),
  save: onRequests.save
    .use(atSchool)
    .handler(({ context, input }) => saveRequest(context.register, context.session, input)),
};

export const draftProcedures = {
  list: onDrafts.list.handler(({ context }) => listDrafts(context.register)),
  save: onDrafts.save.handler(async ({ context, input }) => {
    await saveDraft(context.register, input);
    return {};
  }),
  drop: onDrafts.drop.handler(async ({ context, input }) => {
    await dropDraft(context.register, input.key);
    return {};
  }),
};
