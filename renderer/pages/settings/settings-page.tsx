/** Sổ, cài đặt: one section at a time, everything of the first start can be changed here. */
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRegister } from '../../frame/register-state.tsx';
import { useWords } from '../../language/language.tsx';
import { assertNever } from '../../../shared/problems.ts';
import { BackupsSection } from '../backups/backups-section.tsx';
import { Page } from '../page.tsx';
import { AboutSection } from './about-section.tsx';
import { ClassesSection } from './classes-section.tsx';
import { DisplaySection } from './display-section.tsx';
import { LockSection } from './lock-section.tsx';
import { OwnerSection } from './owner-section.tsx';
import { PeopleSection } from './people-section.tsx';
import { RoundsSection } from './rounds-section.tsx';
import { type SettingsSection, settingsSections } from './sections.ts';
import classes from './settings.module.css';
import { SitesSection } from './sites-section.tsx';

const route = getRouteApi('/settings');
const forOffice: readonly SettingsSection[] = ['school', 'people', 'lock', 'display', 'backups', 'register'];

export function SettingsPage() {
  const words = useWords();
  const { status } = useRegister();
  const { section = 'school' } = route.useSearch();
  const isOffice = status.role === 'office';
  const sections = isOffice ? forOffice : settingsSections;
  const name = (entry: SettingsSection) => words.settings.sections[isOffice && entry === 'school' ? 'office' : entry];
  return (
    <Page title={words.settings.title}>
      <div className={classes.columns}>
        <nav aria-label={words.settings.title}>
          <ul className={classes.sections}>
            {sections.map((entry) => (
              <li key={entry}>
                <Link
                  to="/settings"
                  search={{ section: entry }}
                  className={classes.section}
                  aria-current={entry === section ? 'page' : undefined}
                >
                  {name(entry)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <section className={classes.content} aria-label={name(section)} key={section}>
          <SectionContent section={section} />
        </section>
      </div>
    </Page>
  );
}

function SectionContent({ section }: { section: SettingsSection }) {
  switch (section) {
    case 'school':
      return <OwnerSection />;
    case 'sites':
      return <SitesSection />;
    case 'classes':
      return <ClassesSection />;
    case 'rounds':
      return <RoundsSection />;
    case 'people':
      return <PeopleSection />;
    case 'lock':
      return <LockSection />;
    case 'display':
      return <DisplaySection />;
    case 'backups':
      return <BackupsSection />;
    case 'register':
      return <AboutSection />;
    default:
      return assertNever(section);
  }
}
