import { expect, it } from 'vitest';
import { countPages, fitZoom } from '../../../renderer/pages/forms/paper-size.ts';
import type { FormPreview, PreviewSheet } from '../../../shared/contract/form-preview.ts';

const sheet = (widthMm: number, pages: number): PreviewSheet => ({
  name: 'Danh sách',
  paper: { widthMm, heightMm: 210, orientation: 'landscape' },
  marginsMm: { top: 0, right: 0, bottom: 0, left: 0, header: 0, footer: 0 },
  scale: 1,
  columnWidthsMm: [],
  rows: [],
  pages: Array.from({ length: pages }, () => ({ headRows: [], rows: [], header: null, footer: null })),
});

it('draws the widest sheet so that it fits, never far above its true size', () => {
  const preview: FormPreview = { sheets: [sheet(210, 2), sheet(297, 1)] };
  const landscapePx = (297 * 96) / 25.4;
  expect(fitZoom(preview, 900) * (landscapePx + 32)).toBeLessThanOrEqual(900);
  expect(fitZoom(preview, 900)).toBeGreaterThan(0.7);
  expect(fitZoom(preview, 5000)).toBe(1.25);
  expect(countPages(preview)).toBe(3);
});
