/** Every fault that the simulator plays, by name, each as likely as any other. */
import type { Fault } from '../play.ts';
import { CARRIER_FAULTS } from './carrier-faults.ts';
import { DISK_FAULTS } from './disk-faults.ts';
import { FOLDER_FAULTS } from './folder-faults.ts';
import { TRUST_FAULTS } from './trust-faults.ts';
import { VERSION_FAULTS } from './version-faults.ts';

/** A further file of faults (an erasure that crosses old packages, say) is entered here and nowhere else. */
export const FAULTS: Record<string, Fault> = {
  ...CARRIER_FAULTS,
  ...DISK_FAULTS,
  ...FOLDER_FAULTS,
  ...TRUST_FAULTS,
  ...VERSION_FAULTS,
};
