import type { Words } from '../words.ts';

export const choices: Words['choices'] = {
  povertyUnknown: 'Status unknown',
  device: { none: 'No device', assigned: 'Planned', received: 'Received' },
};
