/** Output: JSON that programs read and that stays as it is, or lines for a person. */
import type { ProblemDetails } from '../shared/problems.ts';
import type { Language } from '../shared/sentences/language.ts';
import { sentence } from '../shared/sentences/sentences.ts';
import { writeOutput } from './output.ts';

export interface Failure {
  problem: string;
  details: ProblemDetails;
  message: string;
}

export class Printer {
  readonly isJson: boolean;
  readonly language: Language;

  constructor(isJson: boolean, language: Language) {
    this.isJson = isJson;
    this.language = language;
  }

  /** The result of a command: `value` as JSON, or the lines that `toLines` makes of it. */
  result(value: unknown, toLines: () => readonly string[]): void {
    const lines = this.isJson ? [JSON.stringify(value, null, 2)] : toLines();
    writeOutput(lines.map((line) => `${line}\n`).join(''));
  }

  /** Something that happened while the command goes on: one line, JSON as well. */
  event(value: unknown, ...lines: readonly string[]): void {
    writeOutput((this.isJson ? [JSON.stringify(value)] : lines).map((line) => `${line}\n`).join(''));
  }

  /** What went wrong, in a sentence on stderr; as JSON on stdout too where JSON was asked for. */
  failure(failure: Failure): void {
    if (this.isJson) writeOutput(`${JSON.stringify(failure, null, 2)}\n`);
    process.stderr.write(`${failure.message}\n`);
  }

  /** A passing remark to a person at a terminal; nothing in files and pipes. */
  progress(text: string): void {
    if (!this.isJson && process.stderr.isTTY) process.stderr.write(`\r\u001B[K${text}`);
  }

  sentence(code: string, details: ProblemDetails = {}): string {
    return sentence(this.language, code, details);
  }
}

/** Rows as aligned columns; a missing value is a dash. */
export function toColumns(rows: readonly (readonly (string | number | null | undefined)[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => String(cell ?? '–')));
  const widths = cells.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `2026-09-05` as `05/09/2026`. */
export function toDay(day: string | null): string | null {
  return day === null ? null : day.split('-').reverse().join('/');
}
