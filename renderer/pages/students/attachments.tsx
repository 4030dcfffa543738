/** Pictures of a signed paper, beside its receipt: opened, added, taken away. */
import { Button, UnstyledButton } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Attachment } from '../../../shared/contract/attachments.ts';
import { api, client } from '../../api.ts';
import { saveFile } from '../../files/save-file.ts';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ReasonForm } from '../reason-form.tsx';
import classes from './attachments.module.css';

const READABLE = '.jpg,.jpeg,.png,.pdf';

interface AttachmentsProps {
  receipt: string;
  attachments: readonly Attachment[];
  /** An office looks only. */
  canEdit: boolean;
}

export function Attachments({ receipt, attachments, canEdit }: AttachmentsProps) {
  const w = useWords().students.attachments;
  const { say } = useNotices();
  const input = useRef<HTMLInputElement>(null);
  const [voiding, setVoiding] = useState<Attachment | null>(null);
  const add = useMutation(api.attachments.add.mutationOptions());
  const read = useMutation({
    mutationFn: async ({ id, name }: Attachment) => saveFile(await client.attachments.read({ id }), name),
  });
  const remove = useMutation(api.attachments.void.mutationOptions());
  if (!canEdit && attachments.length === 0) return null;
  return (
    <div className={classes.attachments}>
      {attachments.map((attachment) => (
        <span key={attachment.id} className={classes.attachment}>
          {attachment.isHere ? (
            <UnstyledButton className={classes.name} onClick={() => read.mutate(attachment)}>
              <IconPaperclip size={16} aria-hidden /> {attachment.name}
            </UnstyledButton>
          ) : (
            <span className={classes.missing}>{w.missing(attachment.name)}</span>
          )}
          {canEdit && (
            <UnstyledButton
              className={classes.remove}
              aria-label={w.remove(attachment.name)}
              onClick={() => setVoiding(attachment)}
            >
              <IconX size={16} aria-hidden />
            </UnstyledButton>
          )}
        </span>
      ))}
      {canEdit && (
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPaperclip size={16} aria-hidden />}
            loading={add.isPending}
            onClick={() => input.current?.click()}
          >
            {w.add}
          </Button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={w.add}
            accept={READABLE}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = '';
              if (file)
                add.mutate(
                  { receipt, file },
                  { onSuccess: (answer) => say(w.added(file.name), { command: answer.command }) },
                );
            }}
          />
        </>
      )}
      <ProblemNotice error={add.error ?? read.error} />
      <Dialog title={w.voidTitle(voiding?.name ?? '')} isOpen={voiding !== null} onClose={() => setVoiding(null)}>
        <ReasonForm
          text={w.voidText}
          reasons={w.voidReasons}
          confirm={w.voidConfirm}
          isPending={remove.isPending}
          error={remove.error}
          onCancel={() => setVoiding(null)}
          onConfirm={(reason) =>
            voiding &&
            remove.mutate(
              { id: voiding.id, reason },
              {
                onSuccess: (answer) => {
                  say(w.removed(voiding.name), { command: answer.command });
                  setVoiding(null);
                },
              },
            )
          }
        />
      </Dialog>
    </div>
  );
}
