/** A backup that lies in none of the places: its folder is named. */
import { Button } from '@mantine/core';
import { TextField } from '../../fields/fields.tsx';
import { Form } from '../../fields/form.tsx';
import { useWords } from '../../language/language.tsx';
import classes from './backups.module.css';

export function OtherBackup({ onChoose }: { onChoose: (folder: string) => void }) {
  const text = useWords().backups;
  return (
    <section className={classes.card} aria-label={text.other}>
      <h3>{text.other}</h3>
      <Form
        label={text.other}
        initial={{}}
        onSubmit={(values) => onChoose(values['backupFolder'] ?? '')}
        className={classes.line}
      >
        <TextField
          name="backupFolder"
          label={text.otherFolder}
          hint={text.otherHint}
          isRequired
          maxLength={1000}
          className={classes.wide}
        />
        <Button type="submit" variant="default">
          {text.otherShow}
        </Button>
      </Form>
    </section>
  );
}
