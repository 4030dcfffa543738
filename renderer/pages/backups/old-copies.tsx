/** Copies from before an erasure that still hold what was erased: listed, and removed for good when a person says so. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, linkOptions } from '@tanstack/react-router';
import { useState } from 'react';
import type { OldCopies as OldCopiesFound } from '../../../shared/contract/backups.ts';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { May } from '../../frame/may.tsx';
import { formatInstant } from '../../language/format.ts';
import { useLanguage, useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './backups.module.css';

const section = linkOptions({ to: '/settings', search: { section: 'backups' } });

/** Nothing where no copy holds what was erased. */
export function OldCopies() {
  const text = useWords().backups.old;
  const { data, error } = useQuery(api.backups.oldCopies.queryOptions());
  const [isAsking, setAsking] = useState(false);
  if (error) return <ProblemNotice error={error} keepsFocus />;
  if (!data || data.copies.length === 0) return null;
  return (
    <section className={classes.card} aria-label={text.title}>
      <h3>{text.title}</h3>
      <p className={classes.text}>{text.text}</p>
      <CopyTable copies={data.copies} />
      <May procedure="backups.forget">
        {data.isReplaced ? (
          <div className={classes.buttons}>
            <Button variant="default" onClick={() => setAsking(true)}>
              {text.forget(data.copies.length)}
            </Button>
          </div>
        ) : (
          <p className={classes.text}>{text.first}</p>
        )}
      </May>
      <ForgetDialog copies={data.copies} isOpen={isAsking} onClose={() => setAsking(false)} />
    </section>
  );
}

/** Beside the minutes of what was erased: the way to the copies that still hold it. */
export function OldCopiesLink() {
  const text = useWords().backups.old;
  const { data } = useQuery(api.backups.oldCopies.queryOptions());
  if (!data || data.copies.length === 0) return null;
  return (
    <p>
      {text.link(data.copies.length)} <Link {...section}>{text.show}</Link>
    </p>
  );
}

function CopyTable({ copies }: Pick<OldCopiesFound, 'copies'>) {
  const { words, number } = useLanguage();
  const text = words.backups;
  return (
    <table className={classes.table} aria-label={text.old.title}>
      <thead>
        <tr>
          <th scope="col">{text.at}</th>
          <th scope="col">{text.reasonTitle}</th>
          <th scope="col" className={classes.number}>
            {text.old.size}
          </th>
          <th scope="col">{text.old.folder}</th>
        </tr>
      </thead>
      <tbody>
        {copies.map(({ folder, kind, at, sizeBytes }) => (
          <tr key={folder}>
            <td className={classes.short}>{formatInstant(at)}</td>
            <td className={classes.short}>{text.old.kind[kind]}</td>
            <td className={`${classes.number} ${classes.short}`}>{number(Math.ceil(sizeBytes / 1e6))} MB</td>
            <td className={classes.path}>{folder}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface ForgetDialogProps extends Pick<OldCopiesFound, 'copies'> {
  isOpen: boolean;
  onClose: () => void;
}

function ForgetDialog({ copies, isOpen, onClose }: ForgetDialogProps) {
  const { words } = useLanguage();
  const text = words.backups.old;
  const { say } = useNotices();
  const queries = useQueryClient();
  const forget = useMutation(api.backups.forget.mutationOptions());
  const close = () => {
    forget.reset();
    onClose();
  };
  const run = () =>
    forget.mutate(
      { folders: copies.map(({ folder }) => folder) },
      {
        onSuccess: ({ removed }) => {
          say(text.done(removed));
          close();
        },
        // Some of them may be gone.
        onError: () => void queries.invalidateQueries({ queryKey: api.backups.key() }),
      },
    );
  return (
    <Dialog title={text.dialog(copies.length)} isOpen={isOpen} onClose={close}>
      <div className={classes.dialog}>
        <p>{text.warning}</p>
        <ProblemNotice error={forget.error} />
        <div className={classes.buttons}>
          <Button loading={forget.isPending} onClick={run} data-autofocus>
            {text.yes}
          </Button>
          <Button variant="default" onClick={close}>
            {words.common.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
