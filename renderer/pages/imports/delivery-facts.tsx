/** What the delivery note says of itself, to be checked before it is written. */
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import type { ImportPreview } from '../../../shared/contract/imports.ts';
import { readDayText } from '../../fields/day-text.ts';
import { DateField, TextField } from '../../fields/fields.tsx';
import { Form, type FormHandle } from '../../fields/form.tsx';
import { formatDay, localDay } from '../../language/format.ts';
import { useLanguage } from '../../language/language.tsx';
import type { Delivery } from './import-desk.ts';
import classes from './imports.module.css';

export interface DeliveryHandle {
  /** Undefined when a field is wrong; the focus is then in it. */
  read: () => Delivery | undefined;
}

interface DeliveryFactsProps {
  ref: Ref<DeliveryHandle>;
  stage: string;
  facts: NonNullable<ImportPreview['delivery']>;
}

export function DeliveryFacts({ ref, stage, facts }: DeliveryFactsProps) {
  const { words } = useLanguage();
  const text = words.imports.delivery;
  const form = useRef<FormHandle>(null);
  const [today] = useState(() => localDay(new Date()));
  useImperativeHandle(ref, () => ({
    read: () => {
      const values = form.current?.values() ?? {};
      const documentDate = readDayText(values['documentDate'] ?? '');
      const receivedOn = readDayText(values['receivedOn'] ?? '');
      const problems: Record<string, string> = {};
      if (documentDate === undefined) problems['documentDate'] = words.common.notADay;
      if (receivedOn === undefined) problems['receivedOn'] = words.common.notADay;
      else if (receivedOn === null) problems['receivedOn'] = words.common.requiredMissing;
      else if (receivedOn > today) problems['receivedOn'] = text.inFuture;
      form.current?.setProblems(problems);
      if (documentDate === undefined || !receivedOn || Object.keys(problems).length > 0) return undefined;
      return {
        documentNumber: values['documentNumber'] || null,
        documentDate,
        giver: values['giver'] || null,
        receivedOn,
      };
    },
  }));
  return (
    <Form
      key={stage}
      ref={form}
      label={text.title}
      className={classes.delivery}
      initial={{
        documentNumber: facts.documentNumber ?? '',
        documentDate: formatDay(facts.documentDate) || (facts.documentDate ?? ''),
        giver: facts.giver ?? '',
        receivedOn: formatDay(facts.documentDate && facts.documentDate <= today ? facts.documentDate : today),
      }}
      onSubmit={() => undefined}
    >
      <TextField name="documentNumber" label={text.documentNumber} maxLength={60} />
      <DateField name="documentDate" label={text.documentDate} />
      <TextField name="giver" label={text.giver} className={classes.wide} />
      <DateField name="receivedOn" label={text.receivedOn} isRequired />
    </Form>
  );
}
