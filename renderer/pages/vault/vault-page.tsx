/** What stands around the pages before the register is open: the product, the language, one thing to do. */
import type { ReactNode } from 'react';
import { useWords } from '../../language/language.tsx';
import { LanguageSwitch } from '../settings/language-switch.tsx';
import classes from './vault.module.css';

export function VaultPage({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  const words = useWords();
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <p className={classes.product}>{words.frame.product}</p>
        <LanguageSwitch />
      </header>
      <h1>{title}</h1>
      {lead !== undefined && <p className={classes.lead}>{lead}</p>}
      {children}
    </main>
  );
}
