/** An invitation: whom it is for, then its file, its digits and their QR code. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../api.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { saveFile } from '../../files/save-file.ts';
import { formatInstant } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { QrCode } from './qr-code.tsx';
import classes from './sync.module.css';

export function InviteMember() {
  const text = useWords().sync.connect;
  const invite = useMutation(api.enrolment.invite.mutationOptions());
  const made = invite.data;
  if (made) {
    return (
      <div className={classes.question}>
        <p>{text.invitationText(formatInstant(made.expiresAt))}</p>
        <div className={classes.buttons}>
          <Button autoFocus onClick={() => saveFile(made.file, made.file.name)}>
            {text.saveInvitation}
          </Button>
        </div>
        <QrCode digits={made.digits} label={text.qr} />
        <details>
          <summary>{text.digits}</summary>
          <p className={classes.place}>{made.digits}</p>
        </details>
      </div>
    );
  }
  return (
    <Form
      label={text.invite}
      initial={{ days: '14' }}
      onSubmit={(values) =>
        invite.mutate({
          memberCode: values['memberCode'] || null,
          memberName: values['memberName'] || null,
          expiresInDays: Math.min(90, Math.max(1, Number.parseInt(values['days'] ?? '', 10) || 14)),
        })
      }
      className={classes.form}
    >
      <TextField name="memberCode" label={text.memberCode} takesFocus maxLength={20} />
      <TextField name="memberName" label={text.memberName} />
      <TextField name="days" label={text.days} inputMode="numeric" isRequired maxLength={2} />
      <ProblemNotice error={invite.error} />
      <div className={classes.buttons}>
        <Button type="submit" loading={invite.isPending}>
          {text.makeInvitation}
        </Button>
      </div>
    </Form>
  );
}
