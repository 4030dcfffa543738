/** A short list of settings: rows to edit, to take out of use, and the way to add one. */
import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ProcedurePath } from '../../../shared/permissions.ts';
import { useMay, WhyNot } from '../../frame/may.tsx';
import { KeyCaps } from '../../keys/key-caps.tsx';
import { useKeys } from '../../keys/keys.tsx';
import { useWords } from '../../language/language.tsx';
import { ProblemNotice } from '../../problems/problem-notice.tsx';
import classes from './settings.module.css';

interface ListRow {
  id: string;
  /** Named by the buttons of the row for who cannot see it. */
  name: string;
  cells: readonly ReactNode[];
}

interface SettingsListProps {
  /** Who may add, edit and take out. */
  procedure: ProcedurePath;
  text: string;
  empty: string;
  addLabel: string;
  headers: readonly string[];
  /** Undefined while they are being read. */
  rows: readonly ListRow[] | undefined;
  error: unknown;
  onAdd: () => void;
  onEdit: (id: string) => void;
  /** Left out: rows of this kind stay. */
  onVoid?: (id: string) => void;
  /** One more button in each row. */
  renderRowAction?: (row: ListRow) => ReactNode;
}

export function SettingsList(props: SettingsListProps) {
  const words = useWords();
  const may = useMay(props.procedure);
  useKeys(may ? [{ keys: ['Ctrl+N', 'Alt+N'], label: props.addLabel, run: props.onAdd }] : []);
  return (
    <>
      <div className={classes.listHead}>
        <p className={classes.text}>{props.text}</p>
        {may && (
          <Button
            leftSection={<IconPlus size={17} aria-hidden />}
            rightSection={<KeyCaps keys="Ctrl+N" />}
            onClick={props.onAdd}
          >
            {props.addLabel}
          </Button>
        )}
      </div>
      <WhyNot procedure={props.procedure} />
      <ProblemNotice error={props.error} />
      {props.rows?.length === 0 && <p className={classes.emptyList}>{props.empty}</p>}
      {props.rows !== undefined && props.rows.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              {props.headers.map((header) => (
                <th key={header} scope="col">
                  {header}
                </th>
              ))}
              {may && (
                <th>
                  <span className="unseen">{words.common.edit}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {props.rows.map((row) => (
              <tr key={row.id}>
                {row.cells.map((cell, index) => (
                  <td key={props.headers[index]}>{cell}</td>
                ))}
                {may && (
                  <td className={classes.rowButtons}>
                    {props.renderRowAction?.(row)}
                    <Button
                      size="compact-md"
                      variant="default"
                      leftSection={<IconPencil size={16} aria-hidden />}
                      aria-label={words.settings.editOf(row.name)}
                      onClick={() => props.onEdit(row.id)}
                    >
                      {words.common.edit}
                    </Button>
                    {props.onVoid && (
                      <Button
                        size="compact-md"
                        variant="default"
                        leftSection={<IconX size={16} aria-hidden />}
                        aria-label={words.settings.voidOf(row.name)}
                        onClick={() => props.onVoid?.(row.id)}
                      >
                        {words.settings.void}
                      </Button>
                    )}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
