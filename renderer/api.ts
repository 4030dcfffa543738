/** Queries and mutations of every procedure, for TanStack Query. Pages import this; only this file imports the client. */
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { client } from './client.ts';

export { client };
export const api = createTanstackQueryUtils(client);
