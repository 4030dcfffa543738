/** The shape of a page: its title, its main action top right, then what it shows. */
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface PageProps {
  title: string;
  /** Buttons top right; the main one last. */
  actions?: ReactNode;
  /** Search and filters, between title and actions. */
  toolbar?: ReactNode;
  /** True when the page fills the window and scrolls inside (tables); else the page itself scrolls. */
  isFull?: boolean;
  children: ReactNode;
}

export function Page({ title, actions, toolbar, isFull = false, children }: PageProps) {
  return (
    <div className={classes.page} data-full={isFull || undefined}>
      <div className={classes.head}>
        <h1>{title}</h1>
        <div className={classes.toolbar}>{toolbar}</div>
        {actions && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
