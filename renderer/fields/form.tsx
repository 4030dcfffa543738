/**
 * A form of uncontrolled inputs. It keeps a draft while typing, gives it back after a closed window, checks required
 * fields and days, shows each problem beside its field and moves the focus to the first.
 */
import {
  type FormEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useWords } from '../language/language.tsx';
import { dropDraft, findDraft, type FormValues, saveDraft } from './drafts.ts';
import type { Words } from '../language/words.ts';
import { dayFault } from './day-text.ts';
import { DraftNotice } from './draft-notice.tsx';
import { FormContext } from './form-context.ts';
import { findInput, isChanged, readFormValues } from './form-values.ts';

/** Sentences by field name. */
export type FieldProblems = Readonly<Record<string, string>>;

export interface FormHandle {
  /** True when something was typed that is not saved. */
  isDirty: () => boolean;
  values: () => FormValues;
  submit: () => void;
  /** Forgets the draft: after saving, or when the clerk gives it up. */
  dropDraft: () => void;
  setProblems: (problems: FieldProblems) => void;
  /** True when an input of this name is on screen. */
  hasField: (name: string) => boolean;
}

export interface FormProps {
  ref?: Ref<FormHandle>;
  /** Id of the form element, for a button outside it. */
  id?: string;
  label: string;
  /** Under which the draft is kept; left out: none is kept. */
  draftKey?: string;
  draftLabel?: string;
  initial: FormValues;
  /** Problems that the page itself sees, beyond required fields and days. */
  check?: (values: FormValues) => FieldProblems;
  onSubmit: (values: FormValues) => void;
  /** A field was left or chosen: for what the page looks up meanwhile. */
  onCommit?: (name: string, values: FormValues) => void;
  className?: string | undefined;
  children: ReactNode;
}

const DRAFT_DELAY_MS = 300;

export function Form(props: FormProps) {
  const { ref, initial, draftKey, draftLabel = '', check, onSubmit, onCommit } = props;
  const words = useWords();
  const element = useRef<HTMLFormElement>(null);
  const timer = useRef<number | undefined>(undefined);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [draft, setDraft] = useState(() => (draftKey === undefined ? undefined : findDraft(draftKey)));
  const [generation, setGeneration] = useState(0);
  const beginning = useMemo(() => ({ ...initial, ...draft?.values }), [initial, draft]);
  const values = () => (element.current ? readFormValues(element.current) : {});

  const keepDraft = () => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    if (draftKey === undefined || !element.current) return;
    const now = values();
    if (isChanged(initial, now))
      saveDraft({ key: draftKey, label: draftLabel, at: new Date().toISOString(), values: now });
    else dropDraft(draftKey);
  };
  const forgetDraft = () => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    if (draftKey !== undefined) dropDraft(draftKey);
  };
  const showProblems = (found: FieldProblems) => {
    setProblems(found);
    const form = element.current;
    if (form)
      Object.keys(found)
        .map((name) => findInput(form, name))
        .find(Boolean)
        ?.focus();
  };
  const submit = () => {
    const now = values();
    const found = { ...checkFields(element.current, words.common), ...check?.(now) };
    showProblems(found);
    if (Object.keys(found).length === 0) onSubmit(now);
  };
  useImperativeHandle(ref, () => ({
    isDirty: () => isChanged(initial, values()),
    values,
    submit,
    dropDraft: forgetDraft,
    setProblems: showProblems,
    hasField: (name: string) => element.current !== null && findInput(element.current, name) !== undefined,
  }));
  useEffect(() => {
    // A closed window gives no time for the pause after typing.
    const keepNow = () => timer.current !== undefined && keepDraft();
    window.addEventListener('pagehide', keepNow);
    return () => {
      window.removeEventListener('pagehide', keepNow);
      keepNow();
    };
  });

  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const name = event.target instanceof Element ? event.target.getAttribute('name') : null;
    if (name !== null && problems[name] !== undefined) {
      setProblems((before) => Object.fromEntries(Object.entries(before).filter(([other]) => other !== name)));
    }
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(keepDraft, DRAFT_DELAY_MS);
  };
  return (
    <FormContext.Provider value={{ initial: beginning, problems }}>
      {draft && (
        <DraftNotice
          draft={draft}
          onDrop={() => {
            forgetDraft();
            setDraft(undefined);
            setGeneration(generation + 1);
          }}
        />
      )}
      <form
        key={generation}
        ref={element}
        id={props.id}
        className={props.className}
        aria-label={props.label}
        noValidate
        autoComplete="off"
        onInput={onInput}
        onBlur={(event) => {
          const name = event.target.getAttribute('name');
          if (name) onCommit?.(name, values());
        }}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {props.children}
      </form>
    </FormContext.Provider>
  );
}

/** Required fields that are empty, and days that are none. */
function checkFields(form: HTMLFormElement | null, words: Words['common']): FieldProblems {
  const found: Record<string, string> = {};
  for (const input of form?.elements ?? []) {
    if (
      !(input instanceof HTMLInputElement || input instanceof HTMLSelectElement || input instanceof HTMLTextAreaElement)
    ) {
      continue;
    }
    if (input.required && input.value.trim() === '') found[input.name] = words.requiredMissing;
    else if (input.dataset['kind'] === 'day') {
      const fault = dayFault(input.value);
      if (fault !== null) found[input.name] = words[fault];
    }
  }
  return found;
}
