import { lazy, Suspense } from 'react';
import { openDialog, useView } from '../state/view';
import { AboutDialog } from './about-dialog';
import { CloseQuestion, QuitQuestion } from './close-questions';
import { PrintsDialog } from './prints-dialog';
import { SaveDialog } from './save-dialog';
import { SettingsDialog } from './settings-dialog';
import { ShortcutsDialog } from './shortcuts-dialog';

// Loaded on demand, because its pages and pictures are large and rarely opened.
const HelpDialog = lazy(async () => ({ default: (await import('../help/help-dialog')).HelpDialog }));

/** The dialog that is open. */
export function Dialogs() {
  const dialog = useView((state) => state.dialog);
  const close = () => openDialog(null);
  switch (dialog) {
    case 'save':
      return <SaveDialog onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'help':
      return (
        <Suspense>
          <HelpDialog onClose={close} />
        </Suspense>
      );
    case 'shortcuts':
      return <ShortcutsDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'close':
      return <CloseQuestion onClose={close} />;
    case 'quit':
      return <QuitQuestion onClose={close} />;
    case 'prints':
      return <PrintsDialog onClose={close} />;
    case null:
      return null;
  }
}
