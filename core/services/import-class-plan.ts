/** What a class list does to the classes of the current school year and their sites. Pure. */
import { foldText } from '../../shared/rules/fold.ts';
import { classKey } from '../../shared/rules/student-candidates.ts';
import type { StudentPicture } from './import-student-picture.ts';
import type { StudentValues } from './import-values.ts';

/** One class that rows of the file name. */
export interface ClassPlan {
  /** Null: it is to be created. */
  id: string | null;
  name: string;
  /** Site to give it: a class that has one keeps it. */
  site: { id: string | null; name: string } | null;
}

/** Finds or makes the plan of each row's class. 6A, 6a and "6 A" are one. */
export class ClassPlans {
  readonly #picture: StudentPicture;
  readonly #byKey = new Map<string, ClassPlan>();

  constructor(picture: StudentPicture) {
    this.#picture = picture;
  }

  plan({ className, siteName }: StudentValues): ClassPlan | null {
    if (!className) return null;
    const key = classKey(className);
    const known = this.#picture.currentClasses.get(key);
    let plan = this.#byKey.get(key);
    if (!plan) {
      plan = { id: known?.id ?? null, name: className, site: null };
      this.#byKey.set(key, plan);
    }
    if (siteName && !plan.site && !known?.site)
      plan.site = { id: this.#picture.sites.get(foldText(siteName)) ?? null, name: siteName };
    return plan;
  }
}
