/** Erases pupils for good: says what goes, asks why, has the name typed, and goes on to the minutes that are to be signed. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ErasureReason, erasureReason } from '../../../shared/records/erasure.ts';
import { listChoices } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { useLanguage } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { EntryDialog } from '../settings/entry-dialog.tsx';

interface EraseStudentsProps {
  students: readonly string[];
  reason: ErasureReason;
  onClose: () => void;
}

export function EraseStudents({ students, reason, onClose }: EraseStudentsProps) {
  const { language, words } = useLanguage();
  const w = words.privacy.erase;
  const preview = useQuery(api.erasures.preview.queryOptions({ input: { students: [...students] } }));
  const erase = useMutation(api.erasures.save.mutationOptions());
  const navigate = useNavigate();
  const { data } = preview;
  const [only] = data?.students.length === 1 ? data.students : [];
  const title = only ? w.title(only.fullName) : w.titleMany(students.length);
  return (
    <EntryDialog
      title={title}
      initial={{ reason, basis: '', typedName: '' }}
      confirm={w.confirm}
      saved={w.done(students.length)}
      isFinal
      fieldOf={{ erasureNotConfirmed: 'typedName' }}
      save={async (values) => {
        const { command, deletion } = await erase.mutateAsync({
          students: [...students],
          reason: erasureReason.safeParse(values['reason']).data ?? reason,
          basis: values['basis'] || null,
          typedName: values['typedName'] ?? '',
        });
        void navigate({ to: '/forms', search: { form: 'deletion-minutes', deletion } });
        return { command };
      }}
      onClose={onClose}
    >
      <p>{w.text}</p>
      {data && <p>{w.counts(data.receipts, data.attachments, data.changes)}</p>}
      {data?.onLoan.map(({ id, fullName, serialNumber }) => (
        <p key={id}>
          <strong>{w.onLoan(fullName, serialNumber)}</strong>
        </p>
      ))}
      <ProblemNotice error={preview.error} keepsFocus />
      <ChoiceField name="reason" label={w.reason} choices={listChoices(language, 'erasureReason')} />
      <TextField name="basis" label={w.basis} />
      <TextField
        name="typedName"
        label={only ? w.typeName(only.fullName) : w.typeCount(students.length)}
        isRequired
        takesFocus
        maxLength={200}
      />
    </EntryDialog>
  );
}
