/** The fields of a pupil's form, group by group. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { StudentPage } from '../../../shared/contract/students.ts';
import { ethnicities } from '../../../shared/rules/ethnicity.ts';
import { isMasked } from '../../../shared/rules/mask-number.ts';
import { fieldName } from '../../../shared/sentences/fields.ts';
import { listChoices, valueInWords } from '../../../shared/sentences/values.ts';
import { api } from '../../api.ts';
import { ChoiceField, DateField, TextField } from '../../fields/fields.tsx';
import { useFieldState } from '../../fields/form-context.ts';
import { useRegister } from '../../frame/register-state.tsx';
import { useLanguage } from '../../language/language.tsx';
import { provinces } from '../settings/provinces.ts';
import classes from './student-form.module.css';

export function BasicFields({ isNew }: { isNew: boolean }) {
  const { language, words } = useLanguage();
  const w = words.students.form;
  const classList = useQuery(api.classes.list.queryOptions());
  const name = (field: string) => fieldName(language, field, 'students');
  return (
    <fieldset className={classes.group}>
      <legend>{w.basics}</legend>
      <TextField
        name="fullName"
        label={name('fullName')}
        isRequired
        takesFocus
        maxLength={200}
        className={classes.two}
      />
      <DateField name="birthDate" label={name('birthDate')} />
      <ChoiceField
        name="gender"
        label={name('gender')}
        choices={listChoices(language, 'gender')}
        emptyLabel={words.common.chooseNothing}
      />
      <TextField
        name="className"
        label={name('class')}
        hint={isNew ? w.classHint : undefined}
        suggestions={(classList.data ?? []).map((entry) => entry.name)}
        maxLength={40}
      />
      <TextField name="ethnicity" label={name('ethnicity')} suggestions={ethnicities} />
      <TextField name="moetId" label={name('moetId')} inputMode="numeric" maxLength={30} />
      <NumberField name="personalId" label={name('personalId')} />
      <TextField
        name="sortName"
        label={name('sortName')}
        hint={w.sortNameHint}
        className={classes.two}
        maxLength={200}
      />
      <TextField name="note" label={name('note')} className={classes.two} />
    </fieldset>
  );
}

/** An ID number: masked ones stay as they are unless another is typed in their place. */
function NumberField(props: { name: string; label: string; className?: string | undefined }) {
  const { words } = useLanguage();
  const { initial } = useFieldState(props.name);
  const hint = isMasked(initial) ? words.students.numbers.keepHint : undefined;
  return <TextField {...props} hint={hint} inputMode="numeric" maxLength={30} />;
}

export function GuardianFields() {
  const { language, words } = useLanguage();
  const name = (field: string) => fieldName(language, field, 'guardians');
  return (
    <fieldset className={classes.group}>
      <legend>{words.students.form.guardian}</legend>
      <TextField
        name="guardian.name"
        label={words.students.form.guardianName}
        maxLength={200}
        className={classes.two}
      />
      <ChoiceField
        name="guardian.relation"
        label={name('relation')}
        choices={listChoices(language, 'relation')}
        emptyLabel={words.common.chooseNothing}
      />
      <TextField name="guardian.phone" label={name('phone')} inputMode="numeric" maxLength={30} />
      <NumberField
        name="guardian.personalId"
        label={fieldName(language, 'personalId', 'students')}
        className={classes.two}
      />
    </fieldset>
  );
}

export function HouseholdFields() {
  const { language, words } = useLanguage();
  const { status } = useRegister();
  const name = (field: string) => fieldName(language, field, 'households');
  const own = (place: string | null | undefined) => (place ? [place] : []);
  return (
    <fieldset className={classes.group}>
      <legend>{words.students.form.household}</legend>
      <TextField name="household.headName" label={name('headName')} maxLength={200} className={classes.two} />
      <NumberField name="household.headPersonalId" label={name('headPersonalId')} className={classes.two} />
      <TextField name="household.village" label={name('village')} />
      <TextField name="household.commune" label={name('commune')} suggestions={own(status.school?.commune)} />
      <TextField
        name="household.province"
        label={name('province')}
        suggestions={[...new Set([...own(status.school?.province), ...provinces])]}
        className={classes.two}
      />
    </fieldset>
  );
}

export function PovertyFields({ student }: { student: StudentPage | null }) {
  const { language, words } = useLanguage();
  const w = words.students.form;
  const begin = useFieldState('povertyStatus.status').initial;
  const [status, setStatus] = useState(begin);
  const name = (field: string) => fieldName(language, field, 'poverty_statuses');
  const current = student?.povertyStatuses.find((entry) => !entry.isVoided);
  return (
    <fieldset className={classes.group}>
      <legend>{w.poverty}</legend>
      <ChoiceField
        name="povertyStatus.status"
        label={name('status')}
        hint={current ? w.povertyNow(valueInWords(language, 'povertyLevel', current.status)) : undefined}
        choices={listChoices(language, 'povertyLevel')}
        emptyLabel={current ? w.povertyKeep : words.choices.povertyUnknown}
        onChoose={setStatus}
        className={classes.two}
      />
      {status !== '' && (
        <>
          <TextField name="povertyStatus.reviewYear" label={name('reviewYear')} inputMode="numeric" maxLength={4} />
          <ChoiceField
            name="povertyStatus.standard"
            label={name('standard')}
            choices={listChoices(language, 'povertyStandard')}
            emptyLabel={w.standardByYear}
          />
        </>
      )}
      {(status === 'poor' || status === 'near_poor') && (
        <>
          <TextField name="povertyStatus.certificateNo" label={name('certificateNo')} maxLength={60} />
          <DateField name="povertyStatus.certificateDate" label={name('certificateDate')} />
          <TextField
            name="povertyStatus.certificateCommune"
            label={name('certificateCommune')}
            className={classes.two}
          />
        </>
      )}
    </fieldset>
  );
}
