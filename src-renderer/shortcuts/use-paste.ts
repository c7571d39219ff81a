import { useEffect } from 'react';
import { admitAndOpen } from '../actions/open';
import { start } from '../state/alerts';

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
