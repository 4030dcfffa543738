/** The register is locked: who opens it, with which passphrase; or with the printed code. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { VaultStatus } from '../../../shared/contract/vault.ts';
import { sentence } from '../../../shared/sentences/sentences.ts';
import { api, client } from '../../api.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { SecretField } from '../../fields/secret-field.tsx';
import { useLanguage } from '../../language/language.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { useNewCode } from './code-state.ts';
import { checkNewPassphrase, NewPassphrase } from './new-passphrase.tsx';
import { VaultPage } from './vault-page.tsx';
import classes from './vault.module.css';

const LAST_ACCOUNT = 'so-may.last-account';
const PASSPHRASE_FIELD = { wrongPassphrase: 'passphrase', attemptsSlowed: 'passphrase', accountMissing: 'person' };
const CODE_FIELD = { wrongCode: 'code', attemptsSlowed: 'code', passphraseTooWeak: 'newPassphrase' };

export function UnlockPage() {
  const [isForgotten, setIsForgotten] = useState(false);
  const { language, words } = useLanguage();
  const vault = useQuery(api.vault.status.queryOptions());
  if (vault.error) return <ProblemNotice error={vault.error} />;
  if (!vault.data) return null;
  if (vault.data.accounts.length === 0)
    return (
      <VaultPage title={words.vault.unlock.title}>
        <p role="alert">{sentence(language, 'deviceKeyLost')}</p>
      </VaultPage>
    );
  return isForgotten ? (
    <RecoverForm accounts={vault.data.accounts} onBack={() => setIsForgotten(false)} />
  ) : (
    <UnlockForm
      accounts={vault.data.accounts}
      onForgotten={vault.data.code === null ? undefined : () => setIsForgotten(true)}
    />
  );
}

type Accounts = VaultStatus['accounts'];

function UnlockForm({ accounts, onForgotten }: { accounts: Accounts; onForgotten: (() => void) | undefined }) {
  const { language, words } = useLanguage();
  const w = words.vault;
  const form = useRef<FormHandle>(null);
  const queries = useQueryClient();
  const [general, setGeneral] = useState<unknown>(null);
  const [initial] = useState(() => ({ person: findLast(accounts) }));
  const unlock = useMutation(api.vault.unlock.mutationOptions());
  const open = (person: string, passphrase: string) => {
    setGeneral(null);
    unlock.mutate(
      { person, passphrase },
      {
        onSuccess: async () => {
          localStorage.setItem(LAST_ACCOUNT, person);
          await queries.invalidateQueries();
        },
        onError: (error) => {
          if (!placeProblem(error, form.current, language, PASSPHRASE_FIELD)) setGeneral(error);
        },
      },
    );
  };
  return (
    <VaultPage title={w.unlock.title}>
      <Form
        ref={form}
        label={w.unlock.title}
        initial={initial}
        onSubmit={(values) => open(values['person'] ?? '', values['passphrase'] ?? '')}
        className={classes.form}
      >
        <ChoiceField
          name="person"
          label={w.unlock.who}
          choices={accounts.map(({ person, name }) => ({ value: person, label: name }))}
        />
        <SecretField name="passphrase" label={w.passphrase} takesFocus />
        <ProblemNotice error={general} />
        <div className={classes.buttons}>
          <Button type="submit" size="md" loading={unlock.isPending}>
            {w.unlock.submit}
          </Button>
          {onForgotten && (
            <Button variant="default" size="md" onClick={onForgotten}>
              {w.unlock.forgotten}
            </Button>
          )}
        </div>
      </Form>
    </VaultPage>
  );
}

function RecoverForm({ accounts, onBack }: { accounts: Accounts; onBack: () => void }) {
  const { language, words } = useLanguage();
  const w = words.vault;
  const form = useRef<FormHandle>(null);
  const { show } = useNewCode();
  const [general, setGeneral] = useState<unknown>(null);
  const [initial] = useState(() => ({ person: findLast(accounts) }));
  const recover = useMutation({
    mutationFn: async (input: { code: string; person: string; newPassphrase: string }) =>
      show((await client.vault.recover(input)).code),
    onError: (error) => {
      if (!placeProblem(error, form.current, language, CODE_FIELD)) setGeneral(error);
    },
  });
  return (
    <VaultPage title={w.recover.title} lead={w.recover.lead}>
      <Form
        ref={form}
        label={w.recover.title}
        initial={initial}
        check={(values) => checkNewPassphrase(values, [], w)}
        onSubmit={(values) => {
          setGeneral(null);
          recover.mutate({
            code: values['code'] ?? '',
            person: values['person'] ?? '',
            newPassphrase: values['newPassphrase'] ?? '',
          });
        }}
        className={classes.form}
      >
        <TextField
          name="code"
          label={w.recover.code}
          hint={w.recover.codeHint}
          isRequired
          takesFocus
          inputMode="numeric"
          maxLength={60}
        />
        <ChoiceField
          name="person"
          label={w.recover.who}
          choices={accounts.map(({ person, name }) => ({ value: person, label: name }))}
        />
        <NewPassphrase known={[]} />
        <ProblemNotice error={general} />
        <div className={classes.buttons}>
          <Button type="submit" size="md" loading={recover.isPending}>
            {w.recover.submit}
          </Button>
          <Button variant="default" size="md" onClick={onBack}>
            {w.recover.back}
          </Button>
        </div>
      </Form>
    </VaultPage>
  );
}

/** Who opened it last on this PC, else the first. The id of a record, no name. */
function findLast(accounts: Accounts): string {
  const last = localStorage.getItem(LAST_ACCOUNT);
  return (accounts.find(({ person }) => person === last) ?? accounts[0])?.person ?? '';
}
