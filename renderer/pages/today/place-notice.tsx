/** On Hôm nay: the register lies on a stick, which is easily lost or pulled out. */
import { Link } from '@tanstack/react-router';
import { useRegister } from '../../frame/register-state.tsx';
import { useWords } from '../../language/language.tsx';
import classes from '../vault/vault.module.css';

export function PlaceNotice() {
  const { onStick } = useWords().backups;
  const { status } = useRegister();
  if (status.place !== 'stick') return null;
  return (
    <section className={classes.notice} aria-label={onStick.title}>
      <p>
        <strong>{onStick.title}.</strong> {onStick.text(status.folder)}
      </p>
      <Link to="/settings" search={{ section: 'backups' }}>
        {onStick.go}
      </Link>
    </section>
  );
}
