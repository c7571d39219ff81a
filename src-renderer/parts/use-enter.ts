import { useEffect, useRef } from 'react';

/** What Enter presses or opens itself. */
const OWN_ENTER = 'button, a, select, textarea';

/** Has Enter do a dialog's main action, unless the focus is on something that has a use for it. */
export function useEnter(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    // While capturing, because number fields keep the key to themselves; they take what was typed with it first.
    const down = (event: KeyboardEvent) => {
      const { key, target, repeat, isComposing } = event;
      if (key !== 'Enter' || repeat || isComposing) return;
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      if (!(target instanceof Element) || !target.closest('[role=dialog]') || target.closest(OWN_ENTER))
        return;
      setTimeout(() => latest.current());
    };
    window.addEventListener('keydown', down, { capture: true });
    return () => window.removeEventListener('keydown', down, { capture: true });
  }, []);
}
