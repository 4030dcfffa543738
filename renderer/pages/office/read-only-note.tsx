/** Why an office finds no button to edit with. */
import { IconLock } from '@tabler/icons-react';
import { useWords } from '../../language/language.tsx';
import classes from './office.module.css';

export function ReadOnlyNote() {
  const w = useWords().office;
  return (
    <p className={classes.readOnly}>
      <IconLock size={17} aria-hidden />
      {w.readOnly}
    </p>
  );
}
