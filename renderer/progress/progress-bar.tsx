/** A bar with counts in words and the time that is left. */
import { useWords } from '../language/language.tsx';
import classes from './progress-bar.module.css';
import { secondsLeft } from './time-left.ts';

interface ProgressBarProps {
  /** What is being done: "Đang đọc tệp". */
  label: string;
  /** "1.200 trong 5.000 dòng"; empty while nothing has been counted. */
  counts: string;
  done: number;
  total: number;
  elapsedMs: number;
}

export function ProgressBar({ label, counts, done, total, elapsedMs }: ProgressBarProps) {
  const words = useWords();
  const part = total > 0 ? Math.min(1, done / total) : 0;
  const seconds = secondsLeft({ done, total, elapsedMs });
  return (
    <div className={classes.progress}>
      <div className={classes.words}>
        <span role="status">{label}</span>
        <span className={classes.left}>
          {[counts, seconds === null ? '' : words.work.secondsLeft(seconds)].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div
        className={classes.track}
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
      >
        <div className={classes.fill} style={{ width: `${part * 100}%` }} />
      </div>
    </div>
  );
}
