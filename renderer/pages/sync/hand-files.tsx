/** By hand: one file saved for whom it is meant, one file opened. */
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
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
  const [chosen, setChosen] = useState<string | null>(null);
  const receivers = useReceivers();
  const opening = useOpenFile();
  const save = useMutation(api.files.save.mutationOptions());
  const to = receivers.some(({ value }) => value === chosen) ? chosen : (receivers[0]?.value ?? null);
  return (
    <section className={classes.card} aria-label={text.byHand}>
      <h3>{text.byHand}</h3>
      <p className={classes.text}>{text.byHandText}</p>
      <ProblemNotice error={save.error ?? opening.error} />
      <div className={classes.buttons}>
        {receivers.length > 1 && (
          <NativeSelect
            label={text.saveFor}
            value={to ?? ''}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={receivers}
          />
        )}
        <Button
          variant="default"
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { to },
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
        <FileButton
          text={text.open}
          label={text.fileLabel}
          isPending={opening.isPending}
          onFile={(file) => void opening.open([file])}
        />
      </div>
    </section>
  );
}

/** Who may get a file: the office above, who reports here, a further computer of this side. */
function useReceivers(): { value: string; label: string }[] {
  const text = useWords().sync.status;
  const status = useQuery(api.sync.status.queryOptions());
  const members = useQuery(api.enrolment.members.queryOptions());
  if (!status.data || !members.data) return [];
  const { collector, owner } = status.data;
  return [
    ...(collector === null ? [] : [{ value: collector.owner, label: collector.name }]),
    ...members.data.map((member) => ({ value: member.owner, label: member.name })),
    { value: owner, label: text.saveForOwn },
  ];
}
