/** People at the keyboard. */
import { Button } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { personRole } from '../../../shared/records/organisation.ts';
import { listChoices, valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { useRegister } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ReasonForm } from '../reason-form.tsx';
import { EntryDialog } from './entry-dialog.tsx';
import { GivePin } from './give-pin.tsx';
import { OwnPin } from './own-pin.tsx';
import { SettingsList } from './settings-list.tsx';
import classes from './settings.module.css';

export function PeopleSection() {
  const { language, words } = useLanguage();
  const w = words.settings.people;
  const { person: me, status } = useRegister();
  const { say } = useNotices();
  const people = useQuery(api.people.list.queryOptions());
  const save = useMutation(api.people.save.mutationOptions());
  const remove = useMutation(api.people.void.mutationOptions());
  /** Id of the line in the dialog; `new` for one to add. */
  const [edited, setEdited] = useState<string | null>(null);
  const [voided, setVoided] = useState<string | null>(null);
  const [given, setGiven] = useState<string | null>(null);
  const present = people.data?.filter((person) => !person.isVoided);
  const person = present?.find(({ id }) => id === edited);
  const mine = present?.find(({ id }) => id === me.id);
  const givenTo = present?.find(({ id }) => id === given);
  const leaving = present?.find(({ id }) => id === voided);
  return (
    <>
      <SettingsList
        procedure="people.save"
        text={w.text}
        empty={w.empty}
        addLabel={w.add}
        headers={[w.name, w.role, w.pin]}
        rows={present?.map(({ id, name, role, hasPin }) => ({
          id,
          name,
          cells: [
            id === me.id ? (
              <>
                {name} <em className={classes.you}>{w.isYou}</em>
              </>
            ) : (
              name
            ),
            valueInWords(language, 'personRole', role),
            hasPin ? words.common.yes : '',
          ],
        }))}
        error={people.error}
        onAdd={() => setEdited('new')}
        onEdit={setEdited}
        onVoid={setVoided}
        renderRowAction={({ id, name }) =>
          id !== me.id && (
            <Button
              size="compact-md"
              variant="default"
              leftSection={<IconKey size={16} aria-hidden />}
              aria-label={w.givePinTo(name)}
              onClick={() => setGiven(id)}
            >
              {w.givePin}
            </Button>
          )
        }
      />
      {mine && <OwnPin hasPin={mine.hasPin} />}
      {givenTo && <GivePin person={givenTo} onClose={() => setGiven(null)} />}
      {edited !== null && (
        <EntryDialog
          title={person?.name ?? w.add}
          initial={{ name: person?.name ?? '', role: person?.role ?? (status.role === 'office' ? 'office' : 'clerk') }}
          save={(values) =>
            save.mutateAsync({
              id: person?.id,
              name: values['name'] ?? '',
              role: personRole.safeParse(values['role']).data ?? 'clerk',
            })
          }
          onClose={() => setEdited(null)}
        >
          <TextField name="name" label={w.name} isRequired takesFocus />
          <ChoiceField name="role" label={w.role} choices={listChoices(language, 'personRole')} />
        </EntryDialog>
      )}
      <Dialog title={w.voidTitle(leaving?.name ?? '')} isOpen={leaving !== undefined} onClose={() => setVoided(null)}>
        <ReasonForm
          text={leaving?.id === me.id ? w.voidYourself : w.voidText}
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
