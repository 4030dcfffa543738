/** A table without rows teaches what to do next. */
import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../language/language.tsx';
import classes from './students.module.css';

export function NoStudents({ onAdd }: { onAdd: (() => void) | null }) {
  const w = useWords().students;
  return (
    <div className={classes.empty}>
      <h2>{w.empty.title}</h2>
      <p>{w.empty.text}</p>
      {onAdd && (
        <div className={classes.emptyActions}>
          <Button
            leftSection={<IconFileImport size={18} aria-hidden />}
            renderRoot={(props: object) => <Link to="/imports" search={{ kind: 'roster' }} {...props} />}
          >
            {w.import}
          </Button>
          <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
            {w.empty.firstOne}
          </Button>
        </div>
      )}
    </div>
  );
}

export function NoMatch() {
  const w = useWords().students;
  return (
    <div className={classes.empty}>
      <h2>{w.noMatch.title}</h2>
      <p>{w.noMatch.text}</p>
    </div>
  );
}
