/** Which keys work on this page, right now: the list that ?, F1 or its button open. */
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useKeyList, useKeys } from '../keys/keys.tsx';
import { KeyCaps } from '../keys/key-caps.tsx';
import type { KeyBinding } from '../keys/key-registry.ts';
import { useWords } from '../language/language.tsx';
import { Dialog } from './dialog.tsx';
import classes from './key-help.module.css';

export function KeyHelp() {
  const words = useWords();
  const list = useKeyList();
  // Kept as it was when ? was pressed: the dialog itself hides the keys beneath it.
  const [shown, setShown] = useState<readonly KeyBinding[] | null>(null);
  useKeys([{ keys: ['?', 'F1'], label: words.frame.key.help, run: () => setShown(list) }], 'frame');
  return (
    <>
      <UnstyledButton className={classes.button} onClick={() => setShown(list)}>
        <KeyCaps keys="?" /> {words.frame.keysButton}
      </UnstyledButton>
      <Dialog title={words.frame.keysTitle} isOpen={shown !== null} onClose={() => setShown(null)} size={620}>
        <dl className={classes.list}>
          {shown?.map((binding) => (
            <div key={binding.keys.join(' ')} className={classes.line}>
              <dt className={classes.keys}>
                {binding.keys.map((keys) => (
                  <KeyCaps key={keys} keys={keys} />
                ))}
              </dt>
              <dd>{binding.label}</dd>
            </div>
          ))}
        </dl>
        <p className={classes.hint}>{words.frame.keysHint}</p>
      </Dialog>
    </>
  );
}
