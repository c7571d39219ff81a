import { useEffect } from 'react';
import { admitAndOpen } from '../actions/open';
import { start } from '../state/alerts';

/** Opens a picture that is pasted anywhere but into a text; a dropped file outside any target is not navigated to. */
export function usePaste(): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement) return;
      const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
      if (files.length > 0) start(() => admitAndOpen(files), 'open');
    };
    const keep = (event: DragEvent) => event.preventDefault();
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', keep);
    window.addEventListener('drop', keep);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', keep);
      window.removeEventListener('drop', keep);
    };
  }, []);
}
