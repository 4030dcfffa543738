/** Sends the paper on screen to the printer; a PDF made of it gets the form's file name. */

export function printPage(fileName: string): void {
  const before = document.title;
  document.title = fileName.replace(/\.xlsx$/, '');
  window.addEventListener('afterprint', () => (document.title = before), { once: true });
  window.print();
}
