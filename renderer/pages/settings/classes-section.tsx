/** Lớp of the school year. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { useLanguage } from '../../language/language.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { SettingsList } from './settings-list.tsx';

export function ClassesSection() {
  const { words, number } = useLanguage();
  const w = words.settings.classes;
  const classList = useQuery(api.classes.list.queryOptions());
  const sites = useQuery(api.sites.list.queryOptions());
  const save = useMutation(api.classes.save.mutationOptions());
  /** Id of the line in the dialog; `new` for one to add. */
  const [edited, setEdited] = useState<string | null>(null);
  const schoolClass = classList.data?.find(({ id }) => id === edited);
  const siteName = (id: string | null) => sites.data?.find((site) => site.id === id)?.name ?? '';
  const siteChoices = (sites.data ?? [])
    .filter((site) => !site.isVoided || site.id === schoolClass?.site)
    .map((site) => ({ value: site.id, label: site.name }));
  return (
    <>
      <SettingsList
        procedure="classes.save"
        text={w.text}
        empty={w.empty}
        addLabel={w.add}
        headers={[w.name, w.site, w.homeroomTeacher, w.count]}
        rows={classList.data?.map((entry) => ({
          id: entry.id,
          name: entry.name,
          cells: [entry.name, siteName(entry.site), entry.homeroomTeacher, number(entry.studentCount)],
        }))}
        error={classList.error}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
      />
      {edited !== null && (
        <EntryDialog
          title={schoolClass?.name ?? w.add}
          initial={{
            name: schoolClass?.name ?? '',
            site: schoolClass?.site ?? '',
            homeroomTeacher: schoolClass?.homeroomTeacher ?? '',
          }}
          fieldOf={{ classNameTaken: 'name' }}
          save={(values) =>
            save.mutateAsync({
              id: schoolClass?.id,
              name: values['name'] ?? '',
              site: values['site'] || null,
              homeroomTeacher: values['homeroomTeacher'] || null,
            })
          }
          onClose={() => setEdited(null)}
        >
          <TextField name="name" label={w.name} isRequired takesFocus maxLength={40} />
          <ChoiceField name="site" label={w.site} choices={siteChoices} emptyLabel={w.noSite} />
          <TextField name="homeroomTeacher" label={w.homeroomTeacher} />
        </EntryDialog>
      )}
    </>
  );
}
