/** At an office: who reports here, the freshest news of each, what is known to be missing; inviting and removing. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { May, useMay } from '../../frame/may.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ReasonForm } from '../reason-form.tsx';
import { InviteMember } from './invite-member.tsx';
import classes from './sync.module.css';

export function Members() {
  const words = useWords();
  const text = words.sync.connect;
  const { say } = useNotices();
  const [isInviting, setIsInviting] = useState(false);
  const [removedOwner, setRemovedOwner] = useState<string | null>(null);
  const members = useQuery(api.enrolment.members.queryOptions());
  const remove = useMutation(api.enrolment.removeMember.mutationOptions());
  const removed = members.data?.find(({ owner }) => owner === removedOwner);
  const may = useMay('enrolment.invite');
  useKeys(may ? [{ keys: ['Ctrl+N', 'Alt+N'], label: text.invite, run: () => setIsInviting(true) }] : []);
  return (
    <section className={classes.content} aria-label={text.members}>
      <div className={classes.head}>
        <h3>{text.members}</h3>
        <May procedure="enrolment.invite">
          <Button onClick={() => setIsInviting(true)} rightSection={<KeyCaps keys="Ctrl+N" />}>
            {text.invite}
          </Button>
        </May>
      </div>
      <ProblemNotice error={members.error} keepsFocus />
      {members.data?.length === 0 && <p className={classes.text}>{text.membersEmpty}</p>}
      {members.data !== undefined && members.data.length > 0 && (
        <table className={classes.table} aria-label={text.members}>
          <thead>
            <tr>
              <th scope="col">{text.name}</th>
              <th scope="col">{text.freshness}</th>
              <th scope="col">{text.has}</th>
              <th scope="col">
                <span className="unseen">{text.remove}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.data.map((member) => (
              <tr key={member.owner}>
                <td>
                  {member.name} <span className={classes.text}>{member.code}</span>
                </td>
                <td>
                  {text.silent(member.silentDays, member.missingChanges)}
                  <div className={classes.text}>{text.lacks(member)}</div>
                </td>
                <td>{text.totals(member.students, member.devices, member.receipts)}</td>
                <td>
                  {may && (
                    <Button
                      size="compact-md"
                      variant="default"
                      aria-label={text.removeOf(member.name)}
                      onClick={() => setRemovedOwner(member.owner)}
                    >
                      {text.remove}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Dialog title={text.invite} isOpen={isInviting} onClose={() => setIsInviting(false)} size={640}>
        <InviteMember />
      </Dialog>
      {removed && (
        <Dialog title={text.removeTitle(removed.name)} isOpen onClose={() => setRemovedOwner(null)}>
          <ReasonForm
            text={text.removeText}
            confirm={text.remove}
            isPending={remove.isPending}
            error={remove.error}
            onCancel={() => setRemovedOwner(null)}
            onConfirm={(reason) =>
              remove.mutate(
                { owner: removed.owner, reason },
                {
                  onSuccess: ({ command }) => {
                    say(text.removed(removed.name), { command });
                    setRemovedOwner(null);
                  },
                },
              )
            }
          />
        </Dialog>
      )}
    </section>
  );
}
