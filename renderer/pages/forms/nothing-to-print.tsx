/** Why there is no paper yet, and where what is missing is done. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FormName } from '../../../shared/contract/forms.ts';
import { useWords } from '../../language/language.tsx';
import classes from './forms.module.css';

interface NothingToPrintProps {
  form: FormName;
  isDone: boolean;
  schoolClass: string | undefined;
}

export function NothingToPrint({ form, isDone, schoolClass }: NothingToPrintProps) {
  const text = useWords().forms.nothing;
  switch (form) {
    case 'deletion-minutes':
      return <Nothing title={text.deletionTitle} text={text.deletionText} />;
    case 'held-data':
    case 'consent-form':
      return (
        <Nothing title={text.pupilTitle} text={form === 'held-data' ? text.heldText : text.consentText}>
          <Button renderRoot={(props: object) => <Link to="/students" search={{ class: schoolClass }} {...props} />}>
            {text.pupils}
          </Button>
        </Nothing>
      );
    default:
      return (
        <Nothing title={isDone ? text.doneTitle : text.plannedTitle} text={isDone ? text.doneText : text.plannedText}>
          <Button renderRoot={(props: object) => <Link to="/handover" search={{ class: schoolClass }} {...props} />}>
            {text.handover}
          </Button>
        </Nothing>
      );
  }
}

function Nothing({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className={classes.empty} role="status">
      <h2>{title}</h2>
      <p>{text}</p>
      {children}
    </div>
  );
}
