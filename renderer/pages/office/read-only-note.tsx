/** Why there is no button to edit with: at an office, and for who only looks. */
import { IconLock } from '@tabler/icons-react';
import { WhyNot } from '../../frame/may.tsx';
import { useIsOffice } from '../../frame/register-state.tsx';
import { useWords } from '../../language/language.tsx';
import classes from './office.module.css';

export function ReadOnlyNote() {
  const w = useWords().office;
  const isOffice = useIsOffice();
  if (!isOffice)
    return (
      <div className={classes.readOnly}>
        <WhyNot procedure="students.save" />
      </div>
    );
  return (
    <p className={classes.readOnly}>
      <IconLock size={17} aria-hidden />
      {w.readOnly}
    </p>
  );
}
