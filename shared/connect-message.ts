/** What the page says to its preload script, and that to the program, when it hands over a MessagePort. */

/** For calls. */
export const CONNECT_MESSAGE = 'so-may:connect';
/** For files that a person opens from outside the window, each as a {@link GivenFile}. */
export const FILES_MESSAGE = 'so-may:files';

export interface GivenFile {
  name: string;
  /** Null when the file cannot be read. */
  bytes: Uint8Array<ArrayBuffer> | null;
}
