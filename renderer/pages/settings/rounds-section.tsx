/** Đợt: where the devices come from, given or lent, one for whom. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { entitlement, handoverMode } from '../../../shared/records/device.ts';
import { listChoices, valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { useLanguage } from '../../language/language.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { SettingsList } from './settings-list.tsx';

export function RoundsSection() {
  const { language, words } = useLanguage();
  const w = words.settings.rounds;
  const rounds = useQuery(api.rounds.list.queryOptions());
  const save = useMutation(api.rounds.save.mutationOptions());
  /** Id of the line in the dialog; `new` for one to add. */
  const [edited, setEdited] = useState<string | null>(null);
  const present = rounds.data?.filter((round) => !round.isVoided);
  const round = present?.find(({ id }) => id === edited);
  return (
    <>
      <SettingsList
        procedure="rounds.save"
        text={w.text}
        empty={w.empty}
        addLabel={w.add}
        headers={[w.name, w.source, w.mode, w.entitlement]}
        rows={present?.map((entry) => ({
          id: entry.id,
          name: entry.name,
          cells: [
            entry.name,
            entry.source,
            valueInWords(language, 'handoverMode', entry.mode),
            valueInWords(language, 'entitlement', entry.entitlement),
          ],
        }))}
        error={rounds.error}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
      />
      {edited !== null && (
        <EntryDialog
          title={round?.name ?? w.add}
          initial={{
            name: round?.name ?? '',
            source: round?.source ?? '',
            mode: round?.mode ?? 'gift',
            entitlement: round?.entitlement ?? 'per_student',
          }}
          fieldOf={{ roundNameTaken: 'name' }}
          save={(values) =>
            save.mutateAsync({
              id: round?.id,
              name: values['name'] ?? '',
              source: values['source'] || null,
              mode: handoverMode.safeParse(values['mode']).data ?? 'gift',
              entitlement: entitlement.safeParse(values['entitlement']).data ?? 'per_student',
            })
          }
          onClose={() => setEdited(null)}
        >
          <TextField name="name" label={w.name} isRequired takesFocus maxLength={100} />
          <TextField name="source" label={w.source} />
          <ChoiceField name="mode" label={w.mode} choices={listChoices(language, 'handoverMode')} />
          <ChoiceField name="entitlement" label={w.entitlement} choices={listChoices(language, 'entitlement')} />
        </EntryDialog>
      )}
    </>
  );
}
