/** A page that threw while drawing: says that the register is safe, keeps the frame, offers to draw it again. */
import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useWords } from '../language/language.tsx';
import classes from './problem-notice.module.css';

export function Crash({ error, reset }: ErrorComponentProps) {
  const words = useWords();
  return (
    <div className={classes.notice} role="alert" style={{ margin: 24 }}>
      <div className={classes.body}>
        <h2>{words.frame.crashTitle}</h2>
        <p className={classes.text}>{words.frame.crashText}</p>
        <details className={classes.details}>
          <summary>{words.common.details}</summary>
          <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        </details>
        <div className={classes.actions}>
          <Button onClick={reset}>{words.frame.reopen}</Button>
        </div>
      </div>
    </div>
  );
}
