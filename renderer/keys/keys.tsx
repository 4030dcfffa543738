/** Hangs the key registry on the window; pages say what their keys do with `useKeys`. */
import {
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type KeyBinding, type KeyLevel, KeyRegistry } from './key-registry.ts';

const RegistryContext = createContext<KeyRegistry | null>(null);

export function KeysProvider({ children }: { children: ReactNode }) {
  const [registry] = useState(() => new KeyRegistry());
  useLayoutEffect(() => {
    // In the capture phase: a dialog that closes itself on Escape must not let the same press reach what lies beneath.
    const onKeyDown = (event: KeyboardEvent) => {
      const binding = registry.find(event, isTextTarget(event.target));
      if (!binding) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      binding.run?.();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [registry]);
  return <RegistryContext.Provider value={registry}>{children}</RegistryContext.Provider>;
}

/** Binds keys while the component is on screen, from the moment when it is seen. The newest closures run; labels and keys decide when to re-register. */
export function useKeys(bindings: readonly KeyBinding[], level: KeyLevel = 'page'): void {
  const registry = useRegistry();
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  const signature = JSON.stringify(bindings.map(({ run, ...listed }) => ({ ...listed, isBound: run !== undefined })));
  useLayoutEffect(() => {
    const listed = JSON.parse(signature) as (Omit<KeyBinding, 'run'> & { isBound: boolean })[];
    return registry.add(
      level,
      listed.map(({ isBound, ...binding }, index) => ({
        ...binding,
        run: isBound ? () => latest.current[index]?.run?.() : undefined,
      })),
    );
  }, [registry, level, signature]);
}

/** The keys that work at this moment. */
export function useKeyList(): readonly KeyBinding[] {
  const registry = useRegistry();
  return useSyncExternalStore(registry.subscribe, () => registry.list());
}

function useRegistry(): KeyRegistry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error('useKeys needs KeysProvider around it');
  return registry;
}

function isTextTarget(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
