/** Tests of commands and services open hundreds of envelopes: in this process new ones are as cheap as an envelope may be. */
import { vi } from 'vitest';

vi.mock('../core/vault/stretch-cost.ts', () => ({ STRETCH_COST: { n: 2 ** 14, r: 8, p: 1 } }));
