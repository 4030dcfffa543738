/** What the program writes down of its own work; names nobody. */
export type Log = (line: { level: 'info' | 'error'; message: string; [detail: string]: unknown }) => void;
