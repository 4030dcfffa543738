/** People of the register and who of them has a passphrase; giving one, changing the own, taking one away. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assertNever } from '../../../shared/problems.ts';
import type { VaultStatus } from '../../../shared/contract/vault.ts';
import { valueInWords } from '../../../shared/sentences/values.ts';
import { api, client } from '../../api.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import settingsClasses from '../settings/settings.module.css';
import { checkNewPassphrase, NewPassphrase } from './new-passphrase.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { knownNames } from './protect-page.tsx';
import classes from './vault.module.css';

interface Asked {
  what: 'change' | 'give' | 'remove';
  id: string;
  name: string;
}

export function AccountTable({ accounts }: { accounts: VaultStatus['accounts'] }) {
  const { language, words } = useLanguage();
  const w = words.vault.section;
  const { person: me } = useRegister();
  const people = useQuery(api.people.list.queryOptions());
  const [asked, setAsked] = useState<Asked | null>(null);
  const present = people.data?.filter(({ isVoided }) => !isVoided) ?? [];
  const has = (id: string): boolean => accounts.some(({ person }) => person === id);
  return (
    <div className={classes.part}>
      <h2>{w.people}</h2>
      <ProblemNotice error={people.error} />
      <table className={settingsClasses.table}>
        <tbody>
          {present.map(({ id, name, role }) => (
            <tr key={id}>
              <td>{name}</td>
              <td>{valueInWords(language, 'personRole', role)}</td>
              <td>{has(id) ? w.has : w.hasNot}</td>
              <td className={settingsClasses.rowButtons}>
                {id === me.id ? (
                  <Button variant="default" size="compact-md" onClick={() => setAsked({ what: 'change', id, name })}>
                    {w.change}
                  </Button>
                ) : (
                  <>
                    <Button
                      variant="default"
                      size="compact-md"
                      aria-label={w.giveOf(name)}
                      onClick={() => setAsked({ what: 'give', id, name })}
                    >
                      {w.give}
                    </Button>
                    {has(id) && (
                      <Button
                        variant="default"
                        size="compact-md"
                        aria-label={w.removeOf(name)}
                        onClick={() => setAsked({ what: 'remove', id, name })}
                      >
                        {w.remove}
                      </Button>
                    )}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked && <AskedDialog asked={asked} onClose={() => setAsked(null)} />}
    </div>
  );
}

function AskedDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { vault } = useLanguage().words;
  const w = vault.section;
  const { status } = useRegister();
  const { say } = useNotices();
  const { id: person, name, what } = asked;
  if (what === 'remove') {
    return (
      <ProofDialog
        title={w.removeOf(name)}
        text={w.removeText}
        confirm={w.remove}
        run={async ({ passphrase }) => {
          await client.vault.removeAccount({ passphrase, person });
          say(w.removed(name));
        }}
        onClose={onClose}
      />
    );
  }
  const known = knownNames({ name }, status);
  const save = (passphrase: string, newPassphrase: string) => {
    switch (what) {
      case 'change':
        return client.vault.changePassphrase({ passphrase, newPassphrase });
      case 'give':
        return client.vault.saveAccount({ passphrase, person, newPassphrase });
      default:
        return assertNever(what);
    }
  };
  return (
    <ProofDialog
      title={what === 'change' ? w.change : w.giveOf(name)}
      confirm={what === 'change' ? w.change : w.give}
      check={(values) => checkNewPassphrase(values, known, vault)}
      run={async (values) => {
        await save(values.passphrase, values['newPassphrase'] ?? '');
        say(w.saved(name));
      }}
      onClose={onClose}
    >
      <NewPassphrase known={known} />
    </ProofDialog>
  );
}
