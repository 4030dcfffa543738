/** An office's register: for now its name and place. */
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import classes from './today.module.css';

export function OfficeToday() {
  const { language, words } = useLanguage();
  const { status } = useRegister();
  const { office } = status;
  if (!office) return null;
  const place = [office.commune, office.province].filter((part) => part !== null).join(', ');
  return (
    <section className={classes.card}>
      <h2>{office.name}</h2>
      <dl className={classes.officeFacts}>
        <div>
          <dt>{words.today.office.level}</dt>
          <dd>{valueInWords(language, 'officeLevel', office.level)}</dd>
        </div>
        {place !== '' && (
          <div>
            <dt>{words.today.office.place}</dt>
            <dd>{place}</dd>
          </div>
        )}
      </dl>
      <p className={classes.quiet}>{words.today.office.text}</p>
      <div>
        <Button variant="default" renderRoot={(props: object) => <Link to="/settings" {...props} />}>
          {words.today.office.change}
        </Button>
      </div>
    </section>
  );
}
