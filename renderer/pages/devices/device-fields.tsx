/** The fields of a device, for its form and for what stays while one after the other is added. */
import { fieldName } from '../../../shared/sentences/fields.ts';
import { ChoiceField, TextField } from '../../fields/fields.tsx';
import { useRound } from '../../frame/round.tsx';
import { useLanguage } from '../../language/language.tsx';
import classes from './devices.module.css';

export function DeviceFields({ takesFocus }: { takesFocus: boolean }) {
  const { language, words } = useLanguage();
  const name = (field: string) => fieldName(language, field, 'devices');
  return (
    <>
      <TextField
        name="serialNumber"
        label={name('serialNumber')}
        hint={words.devices.form.serialHint}
        isRequired
        takesFocus={takesFocus}
        maxLength={60}
        className={classes.two}
      />
      <TextField name="imei" label={name('imei')} inputMode="numeric" maxLength={20} />
      <TextField name="imei2" label={name('imei2')} inputMode="numeric" maxLength={20} />
      <TextField name="simNumber" label={name('simNumber')} inputMode="numeric" maxLength={20} />
      <TextField name="iccid" label={name('iccid')} inputMode="numeric" maxLength={30} />
      <KindFields />
      <TextField name="note" label={name('note')} className={classes.two} />
    </>
  );
}

/** What many devices have in common. */
export function KindFields() {
  const { language } = useLanguage();
  const { rounds } = useRound();
  const name = (field: string) => fieldName(language, field, 'devices');
  return (
    <>
      <ChoiceField
        name="round"
        label={name('round')}
        isRequired
        choices={rounds.map((round) => ({ value: round.id, label: round.name }))}
      />
      <TextField name="name" label={name('name')} />
      <TextField name="brand" label={name('brand')} />
      <TextField name="model" label={name('model')} />
      <TextField name="accessories" label={name('accessories')} />
      <TextField name="condition" label={name('condition')} />
      <TextField name="price" label={name('price')} inputMode="numeric" />
    </>
  );
}
