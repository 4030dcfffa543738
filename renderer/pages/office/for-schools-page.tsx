/** What stands at an address that only a school's register has. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../language/language.tsx';
import { Page } from '../page.tsx';
import classes from './office.module.css';

export function ForSchoolsPage() {
  const w = useWords().office.forSchools;
  return (
    <Page title={w.title}>
      <p className={classes.text}>{w.text}</p>
      <div>
        <Button variant="default" renderRoot={(props: object) => <Link to="/" {...props} />}>
          {w.back}
        </Button>
      </div>
    </Page>
  );
}
