/**
 * A ref for an element that may be removed while the keyboard's focus is in it. `next` is called after the removal, when
 * the focus would move to the page. Create it only once: a new function at each rendering would move the focus each time.
 */
export function handFocusOn(next: () => void): (element: Element | null) => () => void {
  return (element) => () => {
    // Called before the element is removed. Users of the mouse don't need the focus moved.
    if (element?.querySelector(':focus-visible')) queueMicrotask(next);
  };
}
