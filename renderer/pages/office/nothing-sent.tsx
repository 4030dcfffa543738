/** A table of an office to which no school has sent anything yet. */
import { useWords } from '../../language/language.tsx';
import classes from './office.module.css';

export function NothingSent() {
  const w = useWords().office.nothing;
  return (
    <div className={classes.empty}>
      <h2>{w.title}</h2>
      <p>{w.text}</p>
    </div>
  );
}
