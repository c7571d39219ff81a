import { useEffect, useRef } from 'react';

/** Elements that Enter presses or opens. */
const OWN_ENTER = 'button, a, select, textarea';

/** Makes Enter perform a dialog's main action, unless the focused element uses the key itself. */
export function useEnter(act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    // Handled while capturing, because number fields stop the event; they take their typed value first.
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
