/** Every page and its address, behind the # so that both hosts serve one file. A new page is one route here and one line in frame/pages.ts. */
import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { createSearchCoding } from './hidden-text.ts';
import { DevicesPage } from './pages/devices/devices-page.tsx';
import { readDevicesSearch } from './pages/devices/devices-search.ts';
import { FormsPage } from './pages/forms/forms-page.tsx';
import { readFormsSearch } from './pages/forms/forms-search.ts';
import { HandoverPage } from './pages/handover/handover-page.tsx';
import { readHandoverSearch } from './pages/handover/handover-search.ts';
import { ImportsPage } from './pages/imports/imports-page.tsx';
import { JournalPage } from './pages/journal/journal-page.tsx';
import { readJournalSearch } from './pages/journal/journal-search.ts';
import { ExportPage } from './pages/office/export-page.tsx';
import { ReceiptsPage } from './pages/office/receipts-page.tsx';
import { SettingsPage } from './pages/settings/settings-page.tsx';
import { readStudentsSearch } from './pages/students/students-search.ts';
import { StudentsPage } from './pages/students/students-page.tsx';
import { SyncPage } from './pages/sync/sync-page.tsx';
import { type SyncSection, syncSections } from './pages/sync/sections.ts';
import { TodayPage } from './pages/today/today-page.tsx';
import { Crash } from './problems/crash.tsx';
import { choiceIn, textIn } from './search-params.ts';
import { type SettingsSection, settingsSections } from './pages/settings/sections.ts';

const root = createRootRoute({ component: Frame, notFoundComponent: TodayPage });

const today = createRoute({ getParentRoute: () => root, path: '/', component: TodayPage });

const students = createRoute({
  getParentRoute: () => root,
  path: '/students',
  component: StudentsPage,
  validateSearch: readStudentsSearch,
});

const devices = createRoute({
  getParentRoute: () => root,
  path: '/devices',
  component: DevicesPage,
  validateSearch: readDevicesSearch,
});

const handover = createRoute({
  getParentRoute: () => root,
  path: '/handover',
  component: HandoverPage,
  validateSearch: readHandoverSearch,
});

const receipts = createRoute({
  getParentRoute: () => root,
  path: '/receipts',
  component: ReceiptsPage,
  validateSearch: (search: Record<string, unknown>): { school?: string | undefined } => ({
    school: textIn(search, 'school'),
  }),
});

const exportPage = createRoute({ getParentRoute: () => root, path: '/export', component: ExportPage });

const forms = createRoute({
  getParentRoute: () => root,
  path: '/forms',
  component: FormsPage,
  validateSearch: readFormsSearch,
});

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: ImportsPage,
  validateSearch: (
    search: Record<string, unknown>,
  ): { kind?: 'roster' | 'devices' | undefined; show?: 'problems' | undefined } => ({
    kind: choiceIn(search, 'kind', ['roster', 'devices']),
    show: choiceIn(search, 'show', ['problems']),
  }),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: SettingsPage,
  validateSearch: (search: Record<string, unknown>): { section?: SettingsSection | undefined } => ({
    section: choiceIn(search, 'section', settingsSections),
  }),
});

const sync = createRoute({
  getParentRoute: () => root,
  path: '/sync',
  component: SyncPage,
  validateSearch: (search: Record<string, unknown>): { section?: SyncSection | undefined } => ({
    section: choiceIn(search, 'section', syncSections),
  }),
});

const journal = createRoute({
  getParentRoute: () => root,
  path: '/journal',
  component: JournalPage,
  validateSearch: readJournalSearch,
});

const routeTree = root.addChildren([
  today,
  students,
  devices,
  handover,
  receipts,
  exportPage,
  forms,
  imports,
  sync,
  journal,
  settings,
]);

export function createScreens() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultErrorComponent: Crash,
    defaultPreload: false,
    ...createSearchCoding(),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createScreens>;
  }
}
