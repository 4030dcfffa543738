/** Xuất Excel at an office: one school, or all in one workbook. */
import { useState } from 'react';
import { SchoolFilter } from '../../fields/school-filter.tsx';
import { useWords } from '../../language/language.tsx';
import { ExportRegister } from '../forms/export-register.tsx';
import classes from './office.module.css';

export function ExportPage() {
  const w = useWords().office;
  const [school, setSchool] = useState<string | null>(null);
  return (
    <ExportRegister
      school={school}
      list={
        <div className={classes.choice}>
          <p>{w.export.text}</p>
          <SchoolFilter school={school} onChange={setSchool} />
        </div>
      }
    />
  );
}
