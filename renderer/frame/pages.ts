/** The pages of the menu, in order: the order is the digit of Alt 1–8. */
import {
  IconDevices,
  IconFileImport,
  IconFileText,
  IconHandGrab,
  IconHistory,
  IconHome,
  IconFileSpreadsheet,
  IconReceipt,
  IconRefresh,
  IconSettings,
  IconUsers,
} from '@tabler/icons-react';
import type { ProcedurePath } from '../../shared/permissions.ts';
import type { Words } from '../language/words.ts';

export interface MenuPage {
  name: keyof Words['frame']['pages'];
  path:
    | '/'
    | '/students'
    | '/devices'
    | '/handover'
    | '/receipts'
    | '/forms'
    | '/export'
    | '/imports'
    | '/sync'
    | '/journal'
    | '/settings';
  icon: typeof IconHome;
  /** Digit of Alt; settings have none. */
  digit: number | null;
  isForOffice: boolean;
  isForSchool: boolean;
  /** The page is for who may call this; left out: for everybody. */
  needs?: ProcedurePath;
}

export const menuPages: readonly MenuPage[] = [
  { name: 'today', path: '/', icon: IconHome, digit: 1, isForOffice: true, isForSchool: true },
  { name: 'students', path: '/students', icon: IconUsers, digit: 2, isForOffice: true, isForSchool: true },
  { name: 'devices', path: '/devices', icon: IconDevices, digit: 3, isForOffice: true, isForSchool: true },
  {
    name: 'handover',
    path: '/handover',
    icon: IconHandGrab,
    digit: 4,
    isForOffice: false,
    isForSchool: true,
    needs: 'receipts.save',
  },
  {
    name: 'forms',
    path: '/forms',
    icon: IconFileText,
    digit: 5,
    isForOffice: false,
    isForSchool: true,
    needs: 'forms.write',
  },
  {
    name: 'imports',
    path: '/imports',
    icon: IconFileImport,
    digit: 6,
    isForOffice: false,
    isForSchool: true,
    needs: 'imports.read',
  },
  { name: 'receipts', path: '/receipts', icon: IconReceipt, digit: 4, isForOffice: true, isForSchool: false },
  {
    name: 'export',
    path: '/export',
    icon: IconFileSpreadsheet,
    digit: 5,
    isForOffice: true,
    isForSchool: false,
    needs: 'exports.write',
  },
  { name: 'sync', path: '/sync', icon: IconRefresh, digit: 7, isForOffice: true, isForSchool: true },
  { name: 'journal', path: '/journal', icon: IconHistory, digit: 8, isForOffice: true, isForSchool: true },
  { name: 'settings', path: '/settings', icon: IconSettings, digit: null, isForOffice: true, isForSchool: true },
];
