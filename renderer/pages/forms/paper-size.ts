/** How large the paper is drawn so that its width fits the room. Pure. */
import type { FormPreview } from '../../../shared/contract/form-preview.ts';

/** CSS pixels in a millimetre. */
const PX_PER_MM = 96 / 25.4;
/** What the desk leaves free at both sides of the paper, CSS pixels. */
const EDGE_PX = 2 * 16;
const LARGEST = 1.25;

export function fitZoom(preview: FormPreview, roomPx: number): number {
  const widest = Math.max(...preview.sheets.map((sheet) => sheet.paper.widthMm), 1);
  const zoom = roomPx / (widest * PX_PER_MM + EDGE_PX);
  // Rounded down, so that no scrollbar comes and goes.
  return Math.max(0.2, Math.min(LARGEST, Math.floor(zoom * 100) / 100));
}

export function countPages(preview: FormPreview): number {
  return preview.sheets.reduce((total, sheet) => total + sheet.pages.length, 0);
}
