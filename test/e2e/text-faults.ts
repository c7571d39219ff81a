import type { Page } from '@playwright/test';

/**
 * What is wrong with the text on screen: letters that reach out of the window or of a box that clips them and can't be
 * scrolled, and boxes whose text is wider than they are. The middle of a file's name may be left out: a tooltip has it.
 */
export function cutOffText(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const holder = node.parentElement;
      const text = node.textContent?.trim();
      if (!holder || !text || !isSeen(holder)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects()) {
        const fault = rect.width > 0 ? clipping(rect, holder) : undefined;
        if (fault) faults.add(`“${text}” ${fault}`);
      }
      const { overflowX, display } = getComputedStyle(holder);
      const scrolls = overflowX === 'auto' || overflowX === 'scroll';
      if (!scrolls && display !== 'inline' && holder.scrollWidth > holder.clientWidth + 1) {
        faults.add(`“${text}” is ${holder.scrollWidth} wide in ${holder.clientWidth}`);
      }
    }
    return [...faults];

    function isSeen(element: Element): boolean {
      if (element.closest('.hidden-visually, [class*=spoken], [data-live-announcer], .file-name[title]'))
        return false;
      return element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
    }

    /** Where a line of text is cut off by its container; text that can be scrolled into view isn't cut off. */
    function clipping(rect: DOMRect, holder: Element): string | undefined {
      let { left, right, top, bottom } = rect;
      for (let box: Element | null = holder; box && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
        const edges = box.getBoundingClientRect();
        const name = box.className || box.tagName;
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') {
          [left, right] = [Math.max(left, edges.left), Math.min(right, edges.right)];
        } else if (right > edges.right + 1 || left < edges.left - 1) return `is cut at the side of ${name}`;
        if (style.overflowY === 'auto' || style.overflowY === 'scroll') {
          [top, bottom] = [Math.max(top, edges.top), Math.min(bottom, edges.bottom)];
          // Scrolled out of sight.
          if (bottom <= top) return undefined;
        } else if (bottom > edges.bottom + 1 || top < edges.top - 1)
          return `is cut above or below in ${name}`;
      }
      if (right > innerWidth + 1 || left < -1) return 'reaches out of the window at its side';
      if (bottom > innerHeight + 1 || top < -1) return 'reaches out of the window above or below';
      return undefined;
    }
  });
}

/** Every text that can be seen, one entry a node. */
export function textOnScreen(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      // A file's name is also there as a whole.
      if (node.parentElement?.closest('.file-name [aria-hidden]')) continue;
      if (text && node.parentElement?.checkVisibility()) texts.push(text);
    }
    return texts;
  });
}
