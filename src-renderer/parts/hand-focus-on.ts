/**
 * A ref for an element that may go while the keyboard's focus is in it: `next` is called once it has gone, where the
 * focus would fall to the page. Make it once: another function at each rendering would take the focus away meanwhile.
 */
export function handFocusOn(next: () => void): (element: Element | null) => () => void {
  return (element) => () => {
    // Cleaned up before the element leaves the page. Whom the mouse brought here misses nothing.
    if (element?.querySelector(':focus-visible')) queueMicrotask(next);
  };
}
