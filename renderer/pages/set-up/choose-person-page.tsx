/** At start: who sits at the keyboard. Enter takes the first name. */
import { PersonList } from '../../frame/person-list.tsx';
import { useWords } from '../../language/language.tsx';
import { LanguageSwitch } from '../settings/language-switch.tsx';
import classes from './set-up.module.css';

export function ChoosePersonPage() {
  const words = useWords();
  return (
    <main className={classes.choose}>
      <header className={classes.head}>
        <p className={classes.product}>{words.frame.product}</p>
        <LanguageSwitch />
      </header>
      <h1>{words.setUp.choose.title}</h1>
      <PersonList current={null} />
    </main>
  );
}
