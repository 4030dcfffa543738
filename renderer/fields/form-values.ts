/** Reads a form of uncontrolled inputs as the clerk left it: NFC, single spaces, trimmed. */
import type { FormValues } from './drafts.ts';
import { tidyText } from './tidy-text.ts';

export function readFormValues(form: HTMLFormElement): FormValues {
  const values: Record<string, string> = {};
  for (const element of form.elements) {
    if (element instanceof HTMLInputElement && element.name !== '') {
      if (element.type === 'radio' && !element.checked) continue;
      if (element.type === 'checkbox') values[element.name] = element.checked ? 'yes' : '';
      // A passphrase is what was typed, space by space.
      else values[element.name] = element.dataset['kind'] === 'secret' ? element.value : tidyText(element.value);
    } else if (element instanceof HTMLSelectElement && element.name !== '') {
      values[element.name] = element.value;
    } else if (element instanceof HTMLTextAreaElement && element.name !== '') {
      values[element.name] = tidyText(element.value, true);
    }
  }
  return values;
}

/** True when something differs from what the form began with; a field it began without counts as empty. */
export function isChanged(initial: FormValues, values: FormValues): boolean {
  return Object.entries(values).some(([name, value]) => value !== (initial[name] ?? ''));
}

/** Puts a problem beside the field that caused it: the inputs that can take the focus, by name. */
export function findInput(form: HTMLFormElement, name: string): HTMLElement | undefined {
  for (const element of form.elements) {
    if (
      (element instanceof HTMLInputElement ||
        element instanceof HTMLSelectElement ||
        element instanceof HTMLTextAreaElement) &&
      element.name === name
    ) {
      return element;
    }
  }
  return undefined;
}
