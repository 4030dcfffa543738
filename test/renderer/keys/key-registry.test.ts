import { describe, expect, it, vi } from 'vitest';
import { type KeyPress, KeyRegistry } from '../../../renderer/keys/key-registry.ts';

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
  return { key, code, ctrlKey: false, altKey: false, shiftKey: false, metaKey: false, isComposing: false, ...held };
}

describe('the keys of a page', () => {
  it('goes from the panel to the page to the frame', () => {
    const registry = new KeyRegistry();
    const frame = vi.fn();
    const panel = vi.fn();
    registry.add('panel', [{ keys: ['Escape'], label: 'close the panel', run: panel }]);
    registry.add('frame', [{ keys: ['Escape'], label: 'nothing', run: frame }]);
    registry.find(press('Escape'), false)?.run?.();
    expect(panel).toHaveBeenCalledOnce();
    expect(frame).not.toHaveBeenCalled();
  });

  it('lets a dialog hide everything beneath it, and gives it back afterwards', () => {
    const registry = new KeyRegistry();
    registry.add('page', [{ keys: ['Ctrl+N'], label: 'add', run: vi.fn() }]);
    const remove = registry.add('dialog', [{ keys: ['Escape'], label: 'close', run: vi.fn() }]);
    expect(registry.find(press('n', { ctrlKey: true }), false)).toBeUndefined();
    expect(registry.list().map((binding) => binding.label)).toEqual(['close']);
    remove();
    expect(registry.find(press('n', { ctrlKey: true }), false)?.label).toBe('add');
  });

  it('leaves single characters and Ctrl Z to the text that is being typed', () => {
    const registry = new KeyRegistry();
    registry.add('frame', [
      { keys: ['?', 'F1'], label: 'help', run: vi.fn() },
      { keys: ['Ctrl+Z'], label: 'undo', run: vi.fn() },
      { keys: ['Ctrl+K'], label: 'find', run: vi.fn() },
    ]);
    expect(registry.find(press('?', { shiftKey: true }), true)).toBeUndefined();
    expect(registry.find(press('?', { shiftKey: true }), false)?.label).toBe('help');
    expect(registry.find(press('F1'), true)?.label).toBe('help');
    expect(registry.find(press('z', { ctrlKey: true }), true)).toBeUndefined();
    expect(registry.find(press('k', { ctrlKey: true }), true)?.label).toBe('find');
  });

  it('does nothing while an input method composes a syllable', () => {
    const registry = new KeyRegistry();
    registry.add('page', [{ keys: ['Ctrl+Enter'], label: 'save', run: vi.fn() }]);
    expect(registry.find(press('Enter', { ctrlKey: true, isComposing: true }), true)).toBeUndefined();
  });

  it('knows a digit by its place, for Vietnamese layouts put letters there', () => {
    const registry = new KeyRegistry();
    registry.add('frame', [{ keys: ['Alt+2'], label: 'pupils', run: vi.fn() }]);
    expect(registry.find(press('â', { altKey: true, code: 'Digit2' }), true)?.label).toBe('pupils');
  });

  it('does not mistake Ctrl Alt N for Ctrl N', () => {
    const registry = new KeyRegistry();
    registry.add('page', [{ keys: ['Ctrl+N'], label: 'add', run: vi.fn() }]);
    expect(registry.find(press('n', { ctrlKey: true, altKey: true }), false)).toBeUndefined();
  });

  it('lists keys that are handled where the focus is without running them', () => {
    const registry = new KeyRegistry();
    registry.add('page', [{ keys: ['Enter'], label: 'open' }]);
    expect(registry.list()).toHaveLength(1);
    expect(registry.find(press('Enter'), false)).toBeUndefined();
  });
});
