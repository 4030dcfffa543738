/** Where this office listens, set by `serve` and handed out in invitations: setting `httpAddress`. */
import { z } from 'zod';

export const httpAddress = z.object({ url: z.string(), fingerprint: z.string().nullable() });
