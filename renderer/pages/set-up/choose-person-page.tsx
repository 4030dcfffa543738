/** At start: who sits at the keyboard. Enter takes the first name. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { PersonList } from '../../frame/person-list.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { LanguageSwitch } from '../settings/language-switch.tsx';
import classes from './set-up.module.css';

export function ChoosePersonPage() {
  const words = useWords();
  const queries = useQueryClient();
  const choose = useMutation(api.session.choosePerson.mutationOptions());
  return (
    <main className={classes.choose}>
      <header className={classes.head}>
        <p className={classes.product}>{words.frame.product}</p>
        <LanguageSwitch />
      </header>
      <h1>{words.setUp.choose.title}</h1>
      <ProblemNotice error={choose.error} />
      <PersonList
        current={null}
        onChoose={(person) =>
          choose.mutate(
            { person },
            { onSuccess: (answer) => void queries.setQueryData(api.session.get.queryKey(), answer) },
          )
        }
      />
    </main>
  );
}
