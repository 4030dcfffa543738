/** A key as it is printed on the keyboard: Ctrl K. */
import classes from './key-caps.module.css';

const names: Partial<Record<string, string>> = { Escape: 'Esc', ArrowUp: '↑', ArrowDown: '↓' };

export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={classes.caps}>
      {keys.split('+').map((part) => (
        <kbd key={part} className={classes.cap}>
          {names[part] ?? part}
        </kbd>
      ))}
    </span>
  );
}
