/** Sites at first start: as many lines as are needed, the first one ticked as the main site. */
import { ActionIcon, Button, Radio } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { FormValues } from '../../fields/drafts.ts';
import { TextField } from '../../fields/fields.tsx';
import { useWords } from '../../language/language.tsx';
import fieldClasses from '../settings/school-fields.module.css';
import classes from './set-up.module.css';

export function SiteLines() {
  const words = useWords();
  const [lines, setLines] = useState<readonly number[]>([]);
  const addLine = () => setLines([...lines, (lines.at(-1) ?? 0) + 1]);
  return (
    <fieldset className={fieldClasses.group}>
      <legend>{words.setUp.sites}</legend>
      <p className={`${fieldClasses.wide} ${classes.hint}`}>{words.setUp.sitesText}</p>
      <ul className={`${fieldClasses.wide} ${classes.sites}`}>
        {lines.map((line, index) => (
          <li key={line} className={classes.site}>
            <TextField name={`site.${line}.name`} label={words.setUp.siteName(index + 1)} takesFocus />
            <TextField name={`site.${line}.village`} label={words.setUp.siteVillage(index + 1)} />
            <Radio name="mainSite" value={String(line)} defaultChecked={index === 0} label={words.setUp.main} />
            <ActionIcon
              variant="default"
              size={34}
              aria-label={words.setUp.removeSite(index + 1)}
              onClick={() => setLines(lines.filter((other) => other !== line))}
            >
              <IconX size={18} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        variant="default"
        leftSection={<IconPlus size={17} aria-hidden />}
        onClick={addLine}
        className={`${fieldClasses.wide} ${classes.addSite}`}
      >
        {words.setUp.addSite}
      </Button>
    </fieldset>
  );
}

/** The lines that have a name. */
export function readSiteLines(values: FormValues): { name: string; village: string | null; isMain: boolean }[] {
  return Object.entries(values).flatMap(([field, name]) => {
    const line = /^site\.(\d+)\.name$/.exec(field)?.[1];
    if (line === undefined || name === '') return [];
    return [{ name, village: values[`site.${line}.village`] || null, isMain: values['mainSite'] === line }];
  });
}
