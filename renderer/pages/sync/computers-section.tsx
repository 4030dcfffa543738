/** The computers of this side and of its members: named, locked out when lost, and one more invited. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { May, useMay } from '../../frame/may.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { formatRecent } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ReasonForm } from '../reason-form.tsx';
import { InviteComputer } from './invite-computer.tsx';
import classes from './sync.module.css';

export function ComputersSection() {
  const { words, number } = useLanguage();
  const text = words.sync.computers;
  const { say } = useNotices();
  const [open, setOpen] = useState<'invite' | 'rename' | null>(null);
  const [lost, setLost] = useState<string | null>(null);
  const computers = useQuery(api.replicas.list.queryOptions());
  const revoke = useMutation(api.replicas.revoke.mutationOptions());
  const rename = useMutation(api.replicas.rename.mutationOptions());
  const thisOne = computers.data?.find(({ isThisOne }) => isThisOne);
  const lostOne = computers.data?.find(({ replica }) => replica === lost);
  const mayInvite = useMay('replicas.invite');
  const mayRename = useMay('replicas.rename');
  useKeys([
    ...(mayInvite ? [{ keys: ['Ctrl+N', 'Alt+N'], label: text.invite, run: () => setOpen('invite') }] : []),
    ...(mayRename ? [{ keys: ['F2'], label: text.rename, run: () => setOpen('rename') }] : []),
  ]);
  return (
    <>
      <p className={classes.text}>{text.text}</p>
      {thisOne?.continues && <p className={classes.card}>{text.continuedHere}</p>}
      <div className={classes.buttons}>
        <May procedure="replicas.invite">
          <Button onClick={() => setOpen('invite')} rightSection={<KeyCaps keys="Ctrl+N" />}>
            {text.invite}
          </Button>
        </May>
        {mayRename && (
          <Button variant="default" onClick={() => setOpen('rename')} rightSection={<KeyCaps keys="F2" />}>
            {text.rename}
          </Button>
        )}
      </div>
      <ProblemNotice error={computers.error} keepsFocus />
      <table className={classes.table} aria-label={words.sync.sections.computers}>
        <thead>
          <tr>
            {[text.name, words.sync.files.owner, text.last, text.seen, text.state].map((header) => (
              <th key={header} scope="col">
                {header}
              </th>
            ))}
            <th scope="col">
              <span className="unseen">{text.revoke}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {computers.data?.map((computer) => (
            <tr key={computer.replica}>
              <td>
                {computer.name || computer.replica}
                {computer.isThisOne && ` (${text.thisOne})`}
                {computer.continues && <p className={classes.text}>{text.continues}</p>}
              </td>
              <td>{computer.ownerName}</td>
              <td>{number(computer.lastSeq)}</td>
              <td>{computer.seenAt === null || computer.isThisOne ? '' : formatRecent(computer.seenAt)}</td>
              <td>{computer.revokedAfter === null ? text.works : text.locked(computer.revokedAfter)}</td>
              <td>
                {mayInvite && computer.canRevoke && computer.revokedAfter === null && (
                  <Button
                    size="compact-md"
                    variant="default"
                    aria-label={text.revokeOf(computer.name || computer.replica)}
                    onClick={() => setLost(computer.replica)}
                  >
                    {text.revoke}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Dialog title={text.inviteTitle} isOpen={open === 'invite'} onClose={() => setOpen(null)}>
        <InviteComputer />
      </Dialog>
      <Dialog title={text.rename} isOpen={open === 'rename'} onClose={() => setOpen(null)}>
        <Form
          label={text.rename}
          initial={{ name: thisOne?.name ?? '' }}
          onSubmit={(values) => {
            const name = values['name'] ?? '';
            rename.mutate(
              { name },
              {
                onSuccess: () => {
                  say(words.common.saved(name));
                  setOpen(null);
                },
              },
            );
          }}
          className={classes.form}
        >
          <TextField name="name" label={text.name} isRequired takesFocus maxLength={100} />
          <ProblemNotice error={rename.error} />
          <div className={classes.buttons}>
            <Button type="submit" loading={rename.isPending}>
              {words.common.save}
            </Button>
          </div>
        </Form>
      </Dialog>
      {lostOne && (
        <Dialog title={text.revokeTitle(lostOne.name || lostOne.replica)} isOpen onClose={() => setLost(null)}>
          <ReasonForm
            text={text.revokeText}
            reasons={text.revokeReasons}
            confirm={text.revoke}
            isPending={revoke.isPending}
            error={revoke.error}
            onCancel={() => setLost(null)}
            onConfirm={(reason) =>
              revoke.mutate(
                { replica: lostOne.replica, reason },
                {
                  onSuccess: ({ command }) => {
                    say(text.revoked(lostOne.name || lostOne.replica), { command });
                    setLost(null);
                  },
                },
              )
            }
          />
        </Dialog>
      )}
    </>
  );
}
