/** Điểm trường. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { CheckField, TextField } from '../../fields/fields.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ReasonForm } from '../reason-form.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { SettingsList } from './settings-list.tsx';

export function SitesSection() {
  const words = useWords();
  const w = words.settings.sites;
  const { say } = useNotices();
  const sites = useQuery(api.sites.list.queryOptions());
  const save = useMutation(api.sites.save.mutationOptions());
  const remove = useMutation(api.sites.void.mutationOptions());
  /** Id of the line in the dialog; `new` for one to add. */
  const [edited, setEdited] = useState<string | null>(null);
  const [voided, setVoided] = useState<string | null>(null);
  const present = sites.data?.filter((site) => !site.isVoided);
  const site = present?.find(({ id }) => id === edited);
  const leaving = present?.find(({ id }) => id === voided);
  return (
    <>
      <SettingsList
        procedure="sites.save"
        text={w.text}
        empty={w.empty}
        addLabel={w.add}
        headers={[w.name, w.village, w.isMain]}
        rows={present?.map(({ id, name, village, isMain }) => ({
          id,
          name,
          cells: [name, village, isMain ? words.common.yes : ''],
        }))}
        error={sites.error}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        onVoid={setVoided}
      />
      {edited !== null && (
        <EntryDialog
          title={site?.name ?? w.add}
          initial={{ name: site?.name ?? '', village: site?.village ?? '', isMain: site?.isMain ? 'yes' : '' }}
          save={(values) =>
            save.mutateAsync({
              id: site?.id,
              name: values['name'] ?? '',
              village: values['village'] || null,
              isMain: values['isMain'] === 'yes',
            })
          }
          onClose={() => setEdited(null)}
        >
          <TextField name="name" label={w.name} isRequired takesFocus />
          <TextField name="village" label={w.village} />
          <CheckField name="isMain" label={w.isMain} />
        </EntryDialog>
      )}
      <Dialog title={w.voidTitle(leaving?.name ?? '')} isOpen={leaving !== undefined} onClose={() => setVoided(null)}>
        <ReasonForm
          text={w.voidText}
          confirm={words.settings.void}
          isPending={remove.isPending}
          error={remove.error}
          onCancel={() => setVoided(null)}
          onConfirm={(reason) =>
            leaving &&
            remove.mutate(
              { id: leaving.id, reason },
              {
                onSuccess: ({ command }) => {
                  say(words.settings.voided(leaving.name), { command });
                  setVoided(null);
                },
              },
            )
          }
        />
      </Dialog>
    </>
  );
}
