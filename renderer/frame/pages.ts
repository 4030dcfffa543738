/** The pages of the menu, in order: the order is the digit of Alt 1–6. */
import {
  IconDevices,
  IconFileImport,
  IconFileText,
  IconHandGrab,
  IconHome,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import type { Words } from '../language/words.ts';

export interface MenuPage {
  name: keyof Words['frame']['pages'];
  path: '/' | '/students' | '/devices' | '/handover' | '/forms' | '/imports' | '/settings';
  icon: typeof IconHome;
  /** Digit of Alt; settings have none. */
  digit: number | null;
  /** An office's register has no pupils of its own yet. */
  isForOffice: boolean;
}

export const menuPages: readonly MenuPage[] = [
  { name: 'today', path: '/', icon: IconHome, digit: 1, isForOffice: true },
  { name: 'students', path: '/students', icon: IconUsers, digit: 2, isForOffice: false },
  { name: 'devices', path: '/devices', icon: IconDevices, digit: 3, isForOffice: false },
  { name: 'handover', path: '/handover', icon: IconHandGrab, digit: 4, isForOffice: false },
  { name: 'forms', path: '/forms', icon: IconFileText, digit: 5, isForOffice: false },
  { name: 'imports', path: '/imports', icon: IconFileImport, digit: 6, isForOffice: false },
  { name: 'settings', path: '/settings', icon: IconSettings, digit: null, isForOffice: true },
];
