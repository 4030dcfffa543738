/** Hands a file to the reader the way the web does: the browser, or the window, asks where to. */

/** Long enough for the save dialog to have taken the content. */
const KEEP_MS = 60_000;

export function saveFile(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
}
