/** At start: who sits at the keyboard. Enter takes the first name. A further computer first fetches the names with the register. */
import { useQuery } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { PersonList } from '../../frame/person-list.tsx';
import { useWords } from '../../language/language.tsx';
import { LanguageSwitch } from '../settings/language-switch.tsx';
import { FetchRegister } from './fetch-register.tsx';
import classes from './set-up.module.css';

export function ChoosePersonPage() {
  const words = useWords();
  // Sticks are read by themselves: names appear without a key.
  const people = useQuery(
    api.people.list.queryOptions({ refetchInterval: ({ state }) => (state.data?.length === 0 ? 3000 : false) }),
  );
  const isEmpty = people.data?.length === 0;
  return (
    <main className={classes.choose}>
      <header className={classes.head}>
        <p className={classes.product}>{words.frame.product}</p>
        <LanguageSwitch />
      </header>
      {isEmpty ? (
        <FetchRegister />
      ) : (
        <>
          <h1>{words.setUp.choose.title}</h1>
          <PersonList current={null} />
        </>
      )}
    </main>
  );
}
