/** By hand: one file saved, one file opened. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { saveFile } from '../../files/save-file.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { FileButton } from './file-button.tsx';
import classes from './sync.module.css';
import { useOpenFile } from './use-open-file.ts';

export function HandFiles() {
  const text = useWords().sync.status;
  const { say } = useNotices();
  const opening = useOpenFile();
  const save = useMutation(api.files.save.mutationOptions());
  return (
    <section className={classes.card} aria-label={text.byHand}>
      <h3>{text.byHand}</h3>
      <p className={classes.text}>{text.byHandText}</p>
      <ProblemNotice error={save.error ?? opening.error} />
      <div className={classes.buttons}>
        <Button
          variant="default"
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              {},
              {
                onSuccess: (file) => {
                  saveFile(file, file.name);
                  say(text.saved(file.name));
                },
              },
            )
          }
        >
          {text.save}
        </Button>
        <FileButton text={text.open} label={text.fileLabel} isPending={opening.isPending} onFile={opening.open} />
      </div>
    </section>
  );
}
