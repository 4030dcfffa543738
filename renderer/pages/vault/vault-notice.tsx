/** On Hôm nay: the register opens without a passphrase, or its code may not stand on paper. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../../api.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { useWords } from '../../language/language.tsx';
import classes from './vault.module.css';

export function VaultNotice() {
  const { notice } = useWords().vault;
  const { status } = useRegister();
  const vault = useQuery(api.vault.status.queryOptions());
  if (!vault.data || status.isTrial) return null;
  const { accounts, code } = vault.data;
  const isOpen = accounts.length === 0;
  if (!isOpen && code?.isKept !== false) return null;
  return (
    <section className={classes.notice} aria-label={isOpen ? notice.title : notice.codeTitle}>
      <p>
        <strong>{isOpen ? notice.title : notice.codeTitle}.</strong> {isOpen ? notice.text : notice.codeText}
      </p>
      <Link to="/settings" search={{ section: 'lock' }}>
        {isOpen ? notice.go : notice.codeGo}
      </Link>
    </section>
  );
}
