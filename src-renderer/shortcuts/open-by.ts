import { useEffect } from 'react';
import { admitAndOpen } from '../actions/open';
import { start } from '../state/alerts';
import { isMeant } from './guard';

/**
 * Opens files that are dropped anywhere on the window, in either of its places, like the buttons and keys. Dropping
 * anything else doesn't navigate, and nothing is opened behind a dialog.
 */
export function useDrop(): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      const isTaken = Boolean(event.dataTransfer?.types.includes('Files')) && isMeant('open');
      if (event.dataTransfer && !isTaken) event.dataTransfer.dropEffect = 'none';
      highlight(isTaken);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      // With a related target the pointer only moved to another element of the window.
      if (relatedTarget === null) highlight(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      highlight(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && isMeant('open')) start(() => admitAndOpen(files), 'open');
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      highlight(false);
    };
  }, []);
}

/** Marks the page for theme.css while files that can be opened are dragged over the window. */
function highlight(isTaken: boolean): void {
  document.documentElement.toggleAttribute('data-drop-target', isTaken);
}

/** Opens a picture that is pasted anywhere except into a text field. */
export function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      if (files.length > 0) start(() => admitAndOpen(files), 'open');
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
