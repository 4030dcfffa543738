/** One request of a family about its child's data: entered, answered, done. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { RequestEntry } from '../../../shared/contract/privacy.ts';
import { requestKind } from '../../../shared/records/privacy.ts';
import { listChoices } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { readDayText } from '../../fields/day-text.ts';
import { AreaField, CheckField, ChoiceField, DateField, TextField } from '../../fields/fields.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import { EntryDialog } from '../settings/entry-dialog.tsx';

interface RequestDialogProps {
  student: { id: string; fullName: string };
  /** Null: a new one. */
  request: RequestEntry | null;
  onClose: () => void;
}

export function RequestDialog({ student, request, onClose }: RequestDialogProps) {
  const { language, words } = useLanguage();
  const w = words.privacy.section;
  const save = useMutation(api.requests.save.mutationOptions());
  const [today] = useState(() => localDay(new Date()));
  const day = (text: string | undefined) => readDayText(text ?? '') ?? null;
  return (
    <EntryDialog
      title={`${w.addRequest}: ${student.fullName}`}
      initial={{
        kind: request?.kind ?? 'access',
        receivedOn: formatDay(request?.receivedOn ?? today),
        requesterName: request?.requesterName ?? '',
        note: request?.note ?? '',
        answeredOn: formatDay(request?.answeredOn),
        isExtended: request?.isExtended ? 'yes' : '',
        doneOn: formatDay(request?.doneOn),
        outcome: request?.outcome ?? '',
      }}
      saved={w.savedRequest(student.fullName)}
      save={(values) =>
        save.mutateAsync({
          ...(request && { id: request.id }),
          student: student.id,
          kind: requestKind.safeParse(values['kind']).data ?? 'access',
          receivedOn: day(values['receivedOn']) ?? today,
          requesterName: values['requesterName'] || null,
          note: values['note'] || null,
          answeredOn: day(values['answeredOn']),
          isExtended: values['isExtended'] === 'yes',
          doneOn: day(values['doneOn']),
          outcome: values['outcome'] || null,
        })
      }
      onClose={onClose}
    >
      <ChoiceField name="kind" label={w.kind} choices={listChoices(language, 'requestKind')} takesFocus />
      <DateField name="receivedOn" label={w.receivedOn} isRequired />
      <TextField name="requesterName" label={w.requester} maxLength={200} />
      <AreaField name="note" label={w.note} />
      <DateField name="answeredOn" label={w.answeredOn} />
      <CheckField name="isExtended" label={w.isExtended} />
      <DateField name="doneOn" label={w.doneOn} />
      <TextField name="outcome" label={w.outcome} />
    </EntryDialog>
  );
}
