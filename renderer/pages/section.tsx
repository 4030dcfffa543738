/** A part of a page or panel under its heading. */
import type { ReactNode } from 'react';
import classes from './section.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
