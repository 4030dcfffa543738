/** The whole register as one workbook, for an office that only has Excel. */
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api } from '../../api.ts';
import { saveFile } from '../../files/save-file.ts';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { useNotices } from '../../notices/notices.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import { Page } from '../page.tsx';
import classes from './forms.module.css';

interface ExportRegisterProps {
  /** The list of forms at its side; at an office what chooses the school. */
  list: ReactNode;
  /** Owner of the one school that is wanted; null: all that the register holds. */
  school?: string | null;
}

export function ExportRegister({ list, school = null }: ExportRegisterProps) {
  const words = useWords();
  const text = words.forms.export;
  const { say } = useNotices();
  const write = useMutation(api.exports.write.mutationOptions());
  const run = () =>
    write.mutate(
      { owner: school },
      {
        onSuccess: (file) => {
          const name = file instanceof File ? file.name : text.fileName;
          saveFile(file, name);
          say(text.saved(name));
        },
      },
    );
  useKeys([{ keys: ['Ctrl+Enter', 'Ctrl+S'], label: text.download, run }]);
  return (
    <Page isFull title={words.forms.title}>
      <div className={classes.split}>
        {list}
        <div className={classes.exportCard}>
          <h2>{text.title}</h2>
          <p>{text.text}</p>
          <ul>
            {text.sheets.map((sheet) => (
              <li key={sheet}>{sheet}</li>
            ))}
          </ul>
          <p className={classes.care}>{text.care}</p>
          <ProblemNotice error={write.error} />
          <div>
            <Button
              autoFocus
              size="md"
              leftSection={<IconDownload size={18} aria-hidden />}
              rightSection={<KeyCaps keys="Ctrl+Enter" />}
              loading={write.isPending}
              onClick={run}
            >
              {text.download}
            </Button>
          </div>
        </div>
      </div>
    </Page>
  );
}
