/** At an office: a school that has lost its passphrases and its code brings its folder or a backup; it gets a new passphrase and a new code. */
import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { client } from '../../api.ts';
import { TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { SecretField } from '../../fields/secret-field.tsx';
import { Dialog } from '../../frame/dialog.tsx';
import { useLanguage } from '../../language/language.tsx';
import { placeProblem } from '../../problems/place-problem.ts';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { checkNewPassphrase, NewPassphrase } from './new-passphrase.tsx';
import classes from './vault.module.css';

interface Rescued {
  name: string;
  code: string;
}

/** `hasPassphrase`: somebody at the office has one, and is asked for it. */
export function RescueSchool({ hasPassphrase }: { hasPassphrase: boolean }) {
  const { words } = useLanguage();
  const w = words.vault.rescue;
  const [isOpen, setIsOpen] = useState(false);
  const [rescued, setRescued] = useState<Rescued | null>(null);
  const close = () => {
    setIsOpen(false);
    setRescued(null);
  };
  return (
    <div className={classes.part}>
      <h2>{w.title}</h2>
      <p>{w.text}</p>
      <div className={classes.line}>
        <Button variant="default" onClick={() => setIsOpen(true)}>
          {w.button}
        </Button>
      </div>
      <Dialog title={w.title} isOpen={isOpen} onClose={close} size={640}>
        {rescued ? (
          <NewKeys {...rescued} onClose={close} />
        ) : (
          <RescueForm hasPassphrase={hasPassphrase} onRescued={setRescued} onClose={close} />
        )}
      </Dialog>
    </div>
  );
}

const FIELD_OF = {
  wrongPassphrase: 'passphrase',
  attemptsSlowed: 'passphrase',
  schoolKeysMissing: 'schoolFolder',
  notSealedToOffice: 'schoolFolder',
  accountMissing: 'account',
  passphraseTooWeak: 'newPassphrase',
};

interface RescueFormProps {
  hasPassphrase: boolean;
  onRescued: (rescued: Rescued) => void;
  onClose: () => void;
}

function RescueForm({ hasPassphrase, onRescued, onClose }: RescueFormProps) {
  const { language, words } = useLanguage();
  const w = words.vault.rescue;
  const form = useRef<FormHandle>(null);
  const [isPending, setIsPending] = useState(false);
  const [general, setGeneral] = useState<unknown>(null);
  const rescue = async (values: Readonly<Record<string, string>>) => {
    setGeneral(null);
    setIsPending(true);
    try {
      const { passphrase, account } = values;
      onRescued(
        await client.vault.rescue({
          folder: values['schoolFolder'] ?? '',
          newPassphrase: values['newPassphrase'] ?? '',
          ...(account ? { account } : {}),
          ...(passphrase ? { passphrase } : {}),
        }),
      );
    } catch (error) {
      if (!placeProblem(error, form.current, language, FIELD_OF)) setGeneral(error);
    } finally {
      setIsPending(false);
    }
  };
  return (
    <Form
      ref={form}
      label={w.title}
      initial={{}}
      check={(values) => checkNewPassphrase(values, [], words.vault)}
      onSubmit={(values) => void rescue(values)}
      className={classes.form}
    >
      <TextField name="schoolFolder" label={w.folder} hint={w.folderHint} isRequired takesFocus maxLength={1000} />
      <TextField name="account" label={w.account} hint={w.accountHint} maxLength={500} />
      <NewPassphrase label={w.newPassphrase} known={[]} />
      {hasPassphrase && (
        <SecretField name="passphrase" label={words.vault.section.mine} hint={words.vault.section.mineHint} />
      )}
      <ProblemNotice error={general} />
      <div className={classes.buttons}>
        <Button type="submit" loading={isPending}>
          {w.submit}
        </Button>
        <Button variant="default" onClick={onClose}>
          {words.common.cancel}
        </Button>
      </div>
    </Form>
  );
}

function NewKeys({ name, code, onClose }: Rescued & { onClose: () => void }) {
  const { words } = useLanguage();
  const w = words.vault.rescue;
  return (
    <div className={classes.form}>
      <p role="status">{w.done(name)}</p>
      <ol className={classes.groups} aria-label={w.code}>
        {(code.match(/\d{1,4}/g) ?? []).map((digits, index) => (
          <li key={words.vault.code.sheetGroup(index + 1)}>
            <span className={classes.groupNumber}>{words.vault.code.sheetGroup(index + 1)}</span>
            <span className={classes.digits}>{digits}</span>
          </li>
        ))}
      </ol>
      <p>{w.next}</p>
      <div className={classes.buttons}>
        <Button data-autofocus autoFocus onClick={onClose}>
          {words.common.close}
        </Button>
      </div>
    </div>
  );
}
