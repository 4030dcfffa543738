/** Reads what an address says after its ?: anything may stand there, so what does not fit is left out. */

export function textIn(search: Record<string, unknown>, name: string): string | undefined {
  const value = search[name];
  // The router reads digits as a number.
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function choiceIn<const Choice extends string>(
  search: Record<string, unknown>,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === search[name]);
}

export function flagIn(search: Record<string, unknown>, name: string): true | undefined {
  return search[name] === true ? true : undefined;
}
