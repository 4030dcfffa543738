/** Sticks and drives that are in and not used for sending: one button makes one carry files. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './sync.module.css';

export function FreeSticks({ sticks }: { sticks: readonly string[] }) {
  const text = useWords().sync.status;
  const { say } = useNotices();
  const take = useMutation(api.sync.takeStick.mutationOptions());
  if (sticks.length === 0) return null;
  return (
    <section className={classes.card} aria-label={text.freeSticks}>
      <h3>{text.freeSticks}</h3>
      <p className={classes.text}>{text.freeSticksText}</p>
      <ProblemNotice error={take.error} />
      {sticks.map((place) => (
        <div key={place} className={classes.buttons}>
          <span className={classes.place}>{place}</span>
          <Button
            variant="default"
            size="compact-md"
            aria-label={text.takeStickOf(place)}
            loading={take.isPending && take.variables.place === place}
            onClick={() => take.mutate({ place }, { onSuccess: () => say(text.stickUsed(place)) })}
          >
            {text.takeStick}
          </Button>
        </div>
      ))}
    </section>
  );
}
