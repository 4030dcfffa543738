/** Draws a form's preview as real paper, and prints as exactly those pages through window.print(). */
import type { CSSProperties } from 'react';
import type {
  FormPreview,
  PreviewCell,
  PreviewMarginText,
  PreviewPage,
  PreviewRun,
  PreviewSheet,
} from '../../shared/contract/form-preview.ts';
import styles from './paper-sheet.module.css';

const lines = {
  thin: '0.75pt solid',
  medium: '1.5pt solid',
  thick: '2.25pt solid',
  dotted: '0.75pt dotted',
  dashed: '0.75pt dashed',
  double: '2.25pt double',
} as const;

/** Times New Roman, or its metric twin where it is missing. */
function fontFamily(name: string): string {
  return `"${name.replace(/["\\]/g, '')}", "Liberation Serif", Tinos, serif`;
}

function border(line: PreviewCell['borders']['top']): string | undefined {
  return line ? lines[line] : undefined;
}

function Run({ run, scale }: { run: PreviewRun; scale: number }) {
  const style: CSSProperties = {
    fontFamily: fontFamily(run.font),
    fontSize: `${run.sizePt * scale}pt`,
    fontWeight: run.isBold ? 700 : 400,
    fontStyle: run.isItalic ? 'italic' : 'normal',
    textDecoration: run.isUnderlined ? 'underline' : 'none',
  };
  return <span style={style}>{run.text}</span>;
}

function Cell({ cell, scale, isHeading }: { cell: PreviewCell; scale: number; isHeading: boolean }) {
  const style: CSSProperties = {
    textAlign: cell.horizontal,
    verticalAlign: cell.vertical,
    whiteSpace: cell.wraps ? 'pre-wrap' : 'pre',
    borderTop: border(cell.borders.top),
    borderRight: border(cell.borders.right),
    borderBottom: border(cell.borders.bottom),
    borderLeft: border(cell.borders.left),
  };
  const Tag = isHeading ? 'th' : 'td';
  return (
    <Tag className={styles.cell} colSpan={cell.columnSpan} rowSpan={cell.rowSpan} style={style}>
      {cell.runs.map((run, index) => (
        <Run key={index} run={run} scale={scale} />
      ))}
    </Tag>
  );
}

function Row({ sheet, index, isHeading }: { sheet: PreviewSheet; index: number; isHeading: boolean }) {
  const row = sheet.rows[index];
  if (!row) return null;
  return (
    <tr style={{ height: `${row.heightMm * sheet.scale}mm` }}>
      {row.cells.map((cell) => (
        <Cell key={cell.column} cell={cell} scale={sheet.scale} isHeading={isHeading} />
      ))}
    </tr>
  );
}

function MarginText({ text, className, style }: { text: PreviewMarginText; className?: string; style: CSSProperties }) {
  const font = { ...style, fontFamily: fontFamily(text.font), fontSize: `${text.sizePt}pt` };
  return (
    <div className={className} style={font}>
      <span>{text.left}</span>
      <span>{text.center}</span>
      <span>{text.right}</span>
    </div>
  );
}

function Page({ sheet, page, label }: { sheet: PreviewSheet; page: PreviewPage; label: string }) {
  const { paper, marginsMm, columnWidthsMm, scale } = sheet;
  const style: CSSProperties = {
    width: `${paper.widthMm}mm`,
    height: `${paper.heightMm}mm`,
    padding: `${marginsMm.top}mm ${marginsMm.right}mm 0 ${marginsMm.left}mm`,
  };
  const width = columnWidthsMm.reduce((sum, columnWidth) => sum + columnWidth, 0) * scale;
  const sides = { left: `${marginsMm.left}mm`, right: `${marginsMm.right}mm` };
  const orientation = paper.orientation === 'landscape' ? styles.landscape : styles.portrait;
  return (
    <section className={`${styles.page} ${orientation}`} style={style} aria-label={label}>
      {page.header && (
        <MarginText text={page.header} className={styles.margin} style={{ ...sides, top: `${marginsMm.header}mm` }} />
      )}
      <table className={styles.table} style={{ width: `${width}mm` }}>
        <colgroup>
          {columnWidthsMm.map((columnWidth, index) => (
            <col key={index} style={{ width: `${columnWidth * scale}mm` }} />
          ))}
        </colgroup>
        {page.headRows.length > 0 && (
          <thead>
            {page.headRows.map((index) => (
              <Row key={index} sheet={sheet} index={index} isHeading />
            ))}
          </thead>
        )}
        <tbody>
          {page.rows.map((index) => (
            <Row key={index} sheet={sheet} index={index} isHeading={false} />
          ))}
        </tbody>
      </table>
      {page.footer && (
        <MarginText
          text={page.footer}
          className={styles.margin}
          style={{ ...sides, bottom: `${marginsMm.footer}mm` }}
        />
      )}
    </section>
  );
}

/**
 * All pages of a form, one below the other. On paper only these pages appear, each on a sheet of its own size and
 * orientation: the stylesheet hides everything around them. `zoom` is for the screen only; 1 is true size.
 */
export function PaperSheet({ preview, zoom = 1 }: { preview: FormPreview; zoom?: number }) {
  return (
    <div className={styles.desk} style={{ zoom }} data-paper lang="vi">
      {preview.sheets.map((sheet) =>
        sheet.pages.map((page, index) => (
          <Page key={`${sheet.name}-${index}`} sheet={sheet} page={page} label={`${sheet.name}, trang ${index + 1}`} />
        )),
      )}
    </div>
  );
}
