/** A key as it is printed on the keyboard: Ctrl K. */
import classes from './key-caps.module.css';

export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={classes.caps}>
      {keys.split('+').map((part) => (
        <kbd key={part} className={classes.cap}>
          {part === 'Escape' ? 'Esc' : part}
        </kbd>
      ))}
    </span>
  );
}
