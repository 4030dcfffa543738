/** The paper on its desk, as wide as there is room. */
import { NativeSelect } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormPreview } from '../../../shared/contract/form-preview.ts';
import { useWords } from '../../language/language.tsx';
import { PaperSheet } from '../../paper/paper-sheet.tsx';
import { countPages, fitZoom } from './paper-size.ts';
import classes from './forms.module.css';

export function PaperDesk({ preview, summary }: { preview: FormPreview; summary: string }) {
  const text = useWords().forms;
  const desk = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState('fit');
  useEffect(() => {
    const element = desk.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div className={classes.deskBar}>
        <p role="status">
          {summary} · {text.pages(countPages(preview))}
        </p>
        <NativeSelect
          size="xs"
          aria-label={text.zoom}
          value={zoom}
          onChange={(event) => setZoom(event.currentTarget.value)}
          data={[
            { value: 'fit', label: text.fit },
            { value: '0.6', label: '60 %' },
            { value: '1', label: '100 %' },
            { value: '1.4', label: '140 %' },
          ]}
        />
      </div>
      {/* Scrolled by the keyboard, too. */}
      <div ref={desk} className={classes.desk} tabIndex={0} role="region" aria-label={text.paper}>
        {width > 0 && <PaperSheet preview={preview} zoom={zoom === 'fit' ? fitZoom(preview, width) : Number(zoom)} />}
      </div>
    </>
  );
}
