/** A failure in words, where it happened: what happened, what was kept, what to do. Takes the focus when it appears. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { sentence } from '../../shared/sentences/sentences.ts';
import { useLanguage, useWords } from '../language/language.tsx';
import classes from './problem-notice.module.css';
import { type Failure, isTakenBack, readFailure } from './read-problem.ts';

interface ProblemNoticeProps {
  /** What a query or mutation failed with; nothing is shown while it is empty. */
  error: unknown;
  /** A button or two: try again, go there. */
  children?: ReactNode;
  /** Left out: the notice takes the focus, so that keyboard and screen reader land on it. */
  keepsFocus?: boolean;
}

export function ProblemNotice({ error, children, keepsFocus = false }: ProblemNoticeProps) {
  if (error === null || error === undefined || isTakenBack(error)) return null;
  return (
    <FailureBox failure={readFailure(error)} takesFocus={!keepsFocus}>
      {children}
    </FailureBox>
  );
}

function FailureBox(props: { failure: Failure; takesFocus: boolean; children: ReactNode }) {
  const { failure, takesFocus, children } = props;
  const words = useWords();
  const toSentence = useFailureSentence();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={box} className={classes.notice} role="alert" tabIndex={-1}>
      <IconAlertTriangle size={20} className={classes.icon} aria-hidden />
      <div className={classes.body}>
        <p className={classes.text}>{toSentence(failure)}</p>
        {failure.kind === 'bug' && (
          <details className={classes.details}>
            <summary>{words.common.details}</summary>
            <pre>{failure.stack}</pre>
          </details>
        )}
        {children && <div className={classes.actions}>{children}</div>}
      </div>
    </div>
  );
}

/** The sentence of a failure in the language at hand. */
export function useFailureSentence(): (failure: Failure) => string {
  const { language, words } = useLanguage();
  return (failure) =>
    failure.kind === 'problem' ? sentence(language, failure.code, failure.details) : words.frame.bug(failure.id);
}
