/** The library that reads and writes form workbooks: loaded with the first form, for it takes longer than the rest of the program. */
export async function loadExcelJs() {
  const { default: library } = await import('exceljs');
  return library;
}
