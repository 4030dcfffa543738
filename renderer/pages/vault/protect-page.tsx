/** Right after a register was made, or joined: the first passphrase. Then follows the code to print. */
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Person, RegisterStatus } from '../../../shared/contract/register.ts';
import { client } from '../../api.ts';
import { Form } from '../../fields/form.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { useNewCode } from './code-state.ts';
import { checkNewPassphrase, NewPassphrase } from './new-passphrase.tsx';
import { VaultPage } from './vault-page.tsx';
import classes from './vault.module.css';

interface ProtectProps {
  person: Person;
  status: RegisterStatus;
}

export function ProtectPage(props: ProtectProps) {
  const { vault: w } = useWords();
  return (
    <VaultPage title={w.protect.title} lead={w.protect.lead}>
      <ProtectForm {...props} />
    </VaultPage>
  );
}

/** Also in the settings, for a register that this PC opens by itself. */
export function ProtectForm({ person, status }: ProtectProps) {
  const { vault: w } = useWords();
  const { show } = useNewCode();
  const known = knownNames(person, status);
  const protect = useMutation({
    // Shown from within: when the mutation has ended, the gate has moved on.
    mutationFn: async (newPassphrase: string) => show((await client.vault.protect({ newPassphrase })).code),
  });
  return (
    <Form
      label={w.protect.title}
      initial={{}}
      check={(values) => checkNewPassphrase(values, known, w)}
      onSubmit={(values) => protect.mutate(values['newPassphrase'] ?? '')}
      className={classes.form}
    >
      <NewPassphrase label={w.protect.forWhom(person.name)} known={known} takesFocus />
      <ProblemNotice error={protect.error} />
      <p className={classes.lead}>{w.protect.next}</p>
      <div className={classes.buttons}>
        <Button type="submit" size="md" loading={protect.isPending}>
          {w.protect.submit}
        </Button>
      </div>
    </Form>
  );
}

/** What others would try first. */
export function knownNames({ name }: { name: string }, { school, office }: RegisterStatus): string[] {
  return [name, school?.name ?? '', school?.code ?? '', office?.name ?? ''].filter(Boolean);
}
