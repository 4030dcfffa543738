/** The fields of a school, and of an office: the same at first start and in the settings. */
import { useRef } from 'react';
import { listChoices } from '../../../shared/sentences/values.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import type { FieldProblems } from '../../fields/form.tsx';
import type { FormValues } from '../../fields/drafts.ts';
import { useLanguage } from '../../language/language.tsx';
import type { Words } from '../../language/words.ts';
import classes from './school-fields.module.css';
import { provinces } from './provinces.ts';
import { isSchoolCode, readSchoolYear, usualOfficeLevel } from './school-form.ts';

export function SchoolFields({ takesFocus = false }: { takesFocus?: boolean }) {
  const { language, words } = useLanguage();
  const w = words.settings.school;
  const box = useRef<HTMLDivElement>(null);
  /** Follows the school's level for as long as nobody chose otherwise. */
  const suggestOffice = (level: string) => {
    const select = box.current?.querySelector<HTMLSelectElement>('select[name="officeLevel"]');
    if (select && level !== '' && select.dataset['chosen'] === undefined && select.value === '') {
      select.value = usualOfficeLevel(level);
    }
  };
  return (
    <div ref={box} className={classes.groups}>
      <fieldset className={classes.group}>
        <legend>{w.groupSchool}</legend>
        <TextField name="name" label={w.name} isRequired takesFocus={takesFocus} className={classes.wide} />
        <TextField name="code" label={w.code} isRequired maxLength={20} className={classes.two} />
        <TextField name="schoolYear" label={w.schoolYear} isRequired maxLength={15} className={classes.two} />
        <ChoiceField
          name="level"
          label={w.level}
          choices={listChoices(language, 'schoolLevel')}
          emptyLabel={words.common.chooseNothing}
          onChoose={suggestOffice}
          className={classes.two}
        />
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{w.groupPlace}</legend>
        <TextField name="province" label={w.province} suggestions={provinces} className={classes.three} />
        <TextField name="commune" label={w.commune} className={classes.three} />
        <TextField name="principalName" label={w.principalName} className={classes.three} />
        <TextField name="principalTitle" label={w.principalTitle} className={classes.three} />
        <ChoiceField
          name="officeLevel"
          label={w.officeLevel}
          choices={listChoices(language, 'officeLevel')}
          emptyLabel={words.common.chooseNothing}
          className={classes.three}
        />
        <TextField name="officeName" label={w.officeName} className={classes.three} />
      </fieldset>
    </div>
  );
}

export function OfficeFields({ takesFocus = false }: { takesFocus?: boolean }) {
  const { language, words } = useLanguage();
  const w = words.settings;
  return (
    <div className={classes.groups}>
      <fieldset className={classes.group}>
        <legend>{w.sections.office}</legend>
        <TextField name="name" label={w.office.name} isRequired takesFocus={takesFocus} className={classes.wide} />
        <ChoiceField
          name="level"
          label={w.office.level}
          choices={listChoices(language, 'officeLevel')}
          className={classes.three}
        />
        <TextField name="code" label={w.office.code} maxLength={20} className={classes.three} />
        <TextField name="province" label={w.school.province} suggestions={provinces} className={classes.three} />
        <TextField name="commune" label={w.school.commune} className={classes.three} />
      </fieldset>
    </div>
  );
}

export function checkSchool(values: FormValues, words: Words): FieldProblems {
  const found: Record<string, string> = {};
  if (values['code'] && !isSchoolCode(values['code'])) found['code'] = words.settings.school.codeProblem;
  if (values['schoolYear'] && readSchoolYear(values['schoolYear']) === null) {
    found['schoolYear'] = words.settings.school.schoolYearProblem;
  }
  return found;
}
