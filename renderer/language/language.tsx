/** Which language the screens speak; kept for the next start. */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { Language } from '../../shared/sentences/language.ts';
import { en } from './english.ts';
import { formatNumber } from './format.ts';
import { vi, type Words } from './words.ts';

interface LanguageState {
  language: Language;
  words: Words;
  setLanguage: (language: Language) => void;
  /** A number with the language's thousands mark. */
  number: (value: number) => string;
}

const LanguageContext = createContext<LanguageState | null>(null);
const KEPT_AS = 'so-may.language';

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(KEPT_AS) === 'en' ? 'en' : 'vi'));
  useEffect(() => {
    localStorage.setItem(KEPT_AS, language);
    document.documentElement.lang = language;
  }, [language]);
  const state = useMemo(
    () => ({
      language,
      setLanguage,
      words: language === 'vi' ? vi : en,
      number: (value: number) => formatNumber(value, language),
    }),
    [language],
  );
  return <LanguageContext.Provider value={state}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): LanguageState {
  const state = useContext(LanguageContext);
  if (!state) throw new Error('useLanguage needs LanguageProvider around it');
  return state;
}

/** The dictionary of the language at hand. */
export function useWords(): Words {
  return useLanguage().words;
}
