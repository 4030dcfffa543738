import type { Words } from '../words.ts';

export const choices: Words['choices'] = {
  poverty: { poor: 'Poor', near_poor: 'Near-poor', none: 'Neither' },
  povertyUnknown: 'Status unknown',
  device: { none: 'No device', assigned: 'Planned', received: 'Received' },
};
