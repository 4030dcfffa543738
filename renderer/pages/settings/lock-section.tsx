/** Khoá sổ: who has a passphrase, the printed code, further ways in, and when the screens lock by themselves. */
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { VaultStatus } from '../../../shared/contract/vault.ts';
import { api, client } from '../../api.ts';
import { useMay, WhyNot } from '../../frame/may.tsx';
import { useRegister } from '../../frame/register-state.tsx';
import { formatInstant } from '../../language/format.ts';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { ProtectForm } from '../vault/protect-page.tsx';
import { useNewCode } from '../vault/code-state.ts';
import { AccountTable } from '../vault/account-table.tsx';
import { RescueSchool } from '../vault/rescue-school.tsx';
import { ProofDialog } from '../vault/proof-dialog.tsx';
import vaultClasses from '../vault/vault.module.css';
import classes from './settings.module.css';

const IDLE_CHOICES = [2, 5, 10, 15, 30, 60, 120];

export function LockSection() {
  const words = useWords();
  const w = words.vault.section;
  const { person, status } = useRegister();
  const mayProtect = useMay('vault.protect');
  const mayChange = useMay('vault.saveAccount');
  const mayRescue = useMay('vault.rescue') && status.role === 'office';
  const vault = useQuery(api.vault.status.queryOptions());
  if (vault.error) return <ProblemNotice error={vault.error} />;
  if (!vault.data) return <p>{words.common.loading}</p>;
  if (status.isTrial) return <p className={classes.text}>{w.trial}</p>;
  if (vault.data.accounts.length === 0) {
    return (
      <>
        <p className={classes.text}>{w.opensByDevice}</p>
        {mayProtect ? <ProtectForm person={person} status={status} /> : <WhyNot procedure="vault.protect" />}
        {mayRescue && <RescueSchool hasPassphrase={false} />}
      </>
    );
  }
  return (
    <>
      <AccountTable accounts={vault.data.accounts} />
      {mayChange ? (
        <>
          <CodePart code={vault.data.code} />
          <OtherWays vault={vault.data} />
          <IdlePart minutes={vault.data.lockAfterMinutes} />
          {mayRescue && <RescueSchool hasPassphrase />}
        </>
      ) : (
        <WhyNot procedure="vault.saveAccount" />
      )}
      {vault.data.plainFile !== null && (
        <div className={vaultClasses.part}>
          <h2>{w.plain}</h2>
          <p className={classes.text}>{w.plainText(vault.data.plainFile)}</p>
        </div>
      )}
    </>
  );
}

function CodePart({ code }: { code: VaultStatus['code'] }) {
  const { vault } = useWords();
  const w = vault.section;
  const { show } = useNewCode();
  const { say } = useNotices();
  const [asked, setAsked] = useState<'renew' | 'rotate' | null>(null);
  return (
    <div className={vaultClasses.part}>
      <h2>{w.code}</h2>
      {code !== null && <p className={classes.text}>{w.codeMade(formatInstant(code.madeAt))}</p>}
      {code !== null && !code.isKept && <p className={classes.text}>{w.codeUnkept}</p>}
      <div className={vaultClasses.line}>
        <Button variant="default" onClick={() => setAsked('renew')}>
          {w.renew}
        </Button>
        <Button variant="default" onClick={() => setAsked('rotate')}>
          {w.rotate}
        </Button>
      </div>
      {asked !== null && (
        <ProofDialog
          title={w[asked]}
          text={asked === 'renew' ? w.renewText : w.rotateText}
          confirm={w[asked]}
          run={async ({ passphrase }) => {
            if (asked === 'renew') return show((await client.vault.renewCode({ passphrase })).code);
            const rotated = await client.vault.rotate({ passphrase });
            say(rotated.dropped.length > 0 ? w.rotated(rotated.dropped.join(', ')) : w.rotatedAlone);
            return show(rotated.code);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

type Way = 'keychain' | 'office';

function OtherWays({ vault }: { vault: VaultStatus }) {
  const words = useWords();
  const w = words.vault.section;
  const { say } = useNotices();
  const [asked, setAsked] = useState<Way | null>(null);
  const office = vault.office.name ?? vault.office.canAdd;
  const isOn = { keychain: vault.keychain === 'on', office: vault.office.name !== null };
  const title = { keychain: w.keychain, office: w.office(office ?? '') };
  const text = { keychain: w.keychainText, office: w.officeText };
  const missing = {
    keychain: vault.keychain === 'none' ? w.keychainNone : null,
    office: office === null ? w.officeNone : null,
  };
  return (
    <div className={vaultClasses.part}>
      <h2>{w.other}</h2>
      {(['keychain', 'office'] as const).map((way) =>
        missing[way] === null ? (
          <div key={way}>
            <p>{title[way]}</p>
            <p className={classes.text}>{text[way]}</p>
            <div className={vaultClasses.line}>
              <strong>{isOn[way] ? w.on : w.off}</strong>
              <Button variant="default" size="compact-md" onClick={() => setAsked(way)}>
                {isOn[way] ? w.turnOff : w.turnOn}
                <span className="unseen">: {title[way]}</span>
              </Button>
            </div>
          </div>
        ) : (
          <p key={way} className={classes.text}>
            {missing[way]}
          </p>
        ),
      )}
      {asked !== null && (
        <ProofDialog
          title={title[asked]}
          text={text[asked]}
          confirm={isOn[asked] ? w.turnOff : w.turnOn}
          run={async ({ passphrase }) => {
            const input = { passphrase, isOn: !isOn[asked] };
            await (asked === 'keychain' ? client.vault.saveKeychain(input) : client.vault.saveOffice(input));
            say(w.done);
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

function IdlePart({ minutes }: { minutes: number | null }) {
  const { vault } = useWords();
  const w = vault.section;
  const { say } = useNotices();
  const save = useMutation(api.vault.saveIdleLock.mutationOptions({ onSuccess: () => say(w.idleSaved) }));
  return (
    <div className={vaultClasses.part}>
      <NativeSelect
        label={w.idle}
        value={minutes === null ? '' : String(minutes)}
        data={[
          ...[...new Set([...IDLE_CHOICES, ...(minutes === null ? [] : [minutes])])]
            .sort((a, b) => a - b)
            .map((value) => ({ value: String(value), label: w.idleMinutes(value) })),
          { value: '', label: w.idleNever },
        ]}
        onChange={(event) =>
          save.mutate({ minutes: event.currentTarget.value === '' ? null : Number(event.currentTarget.value) })
        }
      />
      <ProblemNotice error={save.error} />
    </div>
  );
}
