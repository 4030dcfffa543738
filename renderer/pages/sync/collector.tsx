/** The office above: taken on by its invitation, seen before it is accepted, left after a question. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { formatInstant } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { FileButton } from './file-button.tsx';
import { useOpenFiles } from './open-files.tsx';
import classes from './sync.module.css';

export function Collector() {
  const { invitation } = useOpenFiles();
  const status = useQuery(api.sync.status.queryOptions());
  if (!status.data) return null;
  const { collector } = status.data;
  if (!collector) return <Invited key={invitation?.lastModified ?? 0} given={invitation} />;
  return <Connected name={collector.name} changes={collector.acceptedChanges} given={invitation} />;
}

function Connected({ name, changes, given }: { name: string; changes: number; given: File | null }) {
  const words = useWords();
  const text = words.sync.connect;
  const { say } = useNotices();
  const [isAsking, setIsAsking] = useState(false);
  const leave = useMutation(api.enrolment.leave.mutationOptions());
  return (
    <section className={classes.card} aria-label={text.upTitle}>
      <h3>{text.connectedTo(name)}</h3>
      <p>{text.confirmedChanges(changes)}</p>
      {given !== null && <p role="status">{text.stillConnected(name)}</p>}
      <div className={classes.buttons}>
        <Button variant="default" onClick={() => setIsAsking(true)}>
          {text.leave}
        </Button>
      </div>
      <Dialog title={text.leaveTitle(name)} isOpen={isAsking} onClose={() => setIsAsking(false)}>
        <div className={classes.question}>
          <p>{text.leaveText}</p>
          <ProblemNotice error={leave.error} />
          <div className={classes.buttons}>
            <Button data-autofocus onClick={() => setIsAsking(false)}>
              {words.common.cancel}
            </Button>
            <Button
              variant="default"
              loading={leave.isPending}
              onClick={() => leave.mutate({}, { onSuccess: () => say(text.left) })}
            >
              {text.leave}
            </Button>
          </div>
        </div>
      </Dialog>
    </section>
  );
}

type Source = { file: File } | { digits: string };

function Invited({ given }: { given: File | null }) {
  const words = useWords();
  const text = words.sync.connect;
  const { say } = useNotices();
  const [source, setSource] = useState<Source | null>(given && { file: given });
  const preview = useMutation(api.enrolment.preview.mutationOptions());
  const { mutate } = preview;
  const { putAside } = useOpenFiles();
  const accept = useMutation(api.enrolment.accept.mutationOptions());
  const look = (next: Source) => {
    setSource(next);
    accept.reset();
    preview.mutate(next);
  };
  // One that was opened elsewhere is looked at as if it had been chosen here.
  useEffect(() => {
    if (given) mutate({ file: given });
  }, [given, mutate]);
  const close = () => {
    putAside();
    setSource(null);
    preview.reset();
  };
  return (
    <section className={classes.card} aria-label={text.upTitle}>
      <h3>{text.upTitle}</h3>
      <p className={classes.text}>{text.upText}</p>
      <div className={classes.buttons}>
        <FileButton text={text.chooseFile} label={text.fileLabel} onFile={(file) => look({ file })} />
      </div>
      <Form
        label={text.upTitle}
        initial={{}}
        onSubmit={(values) => look({ digits: (values['digits'] ?? '').replace(/\D/g, '') })}
        className={classes.form}
      >
        <TextField
          name="digits"
          label={text.digits}
          hint={text.digitsHint}
          isRequired
          inputMode="numeric"
          maxLength={6000}
        />
        <div className={classes.buttons}>
          <Button type="submit" variant="default" loading={preview.isPending}>
            {text.look}
          </Button>
        </div>
      </Form>
      <ProblemNotice error={preview.error} />
      {preview.data && (
        <Dialog title={text.previewTitle(preview.data.officeName)} isOpen={source !== null} onClose={close}>
          <div className={classes.question}>
            <p>{text.previewText(preview.data.officeName, formatInstant(preview.data.expiresAt))}</p>
            {preview.data.httpUrl !== null && <p className={classes.place}>{preview.data.httpUrl}</p>}
            <ProblemNotice error={accept.error} />
            <div className={classes.buttons}>
              <Button
                data-autofocus
                loading={accept.isPending}
                onClick={() =>
                  source &&
                  accept.mutate(source, {
                    onSuccess: (collector) => {
                      putAside();
                      say(text.accepted(collector.name));
                    },
                  })
                }
              >
                {text.accept}
              </Button>
              <Button variant="default" onClick={close}>
                {words.common.cancel}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}
