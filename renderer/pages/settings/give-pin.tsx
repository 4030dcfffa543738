/** A PIN for somebody else, for one use: asked once, shown once. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './settings.module.css';

interface GivePinProps {
  person: { id: string; name: string; hasPin: boolean };
  onClose: () => void;
}

export function GivePin({ person, onClose }: GivePinProps) {
  const words = useWords();
  const w = words.settings.people;
  const give = useMutation(api.people.givePin.mutationOptions());
  return (
    <Dialog title={w.givePinTitle(person.name)} isOpen onClose={onClose}>
      {give.data ? (
        <div className={classes.form}>
          <p>{w.givenText(person.name)}</p>
          <p className={classes.pin} role="status">
            {give.data.pin.slice(0, 3)} {give.data.pin.slice(3)}
          </p>
          <div className={classes.dialogButtons}>
            <Button autoFocus onClick={onClose}>
              {words.common.close}
            </Button>
          </div>
        </div>
      ) : (
        <div className={classes.form}>
          <p>{person.hasPin ? w.giveAgainText : w.giveText}</p>
          <ProblemNotice error={give.error} />
          <div className={classes.dialogButtons}>
            <Button autoFocus data-autofocus loading={give.isPending} onClick={() => give.mutate({ id: person.id })}>
              {w.givePin}
            </Button>
            <Button variant="default" onClick={onClose}>
              {words.common.cancel}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
