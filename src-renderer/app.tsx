import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { connect } from './actions/connect';
import { Alerts, Announcements } from './announce/alerts';
import { hasBridge } from './client/client';
import { Dialogs } from './dialogs/dialogs';
import { MessagePage } from './empty/message-page';
import { connectLibrary } from './library/actions';
import { EmptyPlace } from './library/empty-place';
import { Library } from './library/library';
import { useLibrary } from './library/state';
import { currentLocale, formatLocale, useMessages } from './messages/messages';
import { useDrop, usePaste } from './shortcuts/open-by';
import { useKeyboard } from './shortcuts/use-keyboard';
import { usePhoto } from './state/photos';
import { useProgram } from './state/program';
import { useView } from './state/view';
import { Tour } from './tour/tour';
import { Workspace } from './workspace';

/** The whole window. */
export function App() {
  const say = useMessages();
  const ready = useProgram((state) => state.info !== null);
  const hasPhoto = usePhoto((state) => state.document !== null);
  const inDialog = useView((state) => state.dialog !== null);
  const name = usePhoto((state) => state.document?.name);
  const inLibrary = useLibrary((state) => state.place === 'library');
  useEffect(connect, []);
  useEffect(connectLibrary, []);
  useEffect(() => {
    document.title = name ? `${name} – Daguerre` : 'Daguerre';
  }, [name]);
  const locale = currentLocale();
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useTheme();
  useKeyboard();
  useDrop();
  usePaste();
  if (!hasBridge()) {
    return <MessagePage title={say('app.noBridge.title')} text={say('app.noBridge.text')} />;
  }
  return (
    <I18nProvider locale={formatLocale()}>
      {ready ? <Place /> : <MessagePage title={say('app.loading')} />}
      <Tour />
      <Dialogs />
      {(inDialog || (!hasPhoto && !inLibrary)) && <Alerts place="window" />}
      <Announcements />
    </I18nProvider>
  );
}

/** The window's current place. */
function Place() {
  const hasPhoto = usePhoto((state) => state.document !== null);
  const inLibrary = useLibrary((state) => state.place === 'library');
  if (inLibrary) return <Library />;
  return hasPhoto ? <Workspace /> : <EmptyPlace />;
}

/** Applies the chosen theme to the page; 'system' follows the system's theme. */
function useTheme(): void {
  const theme = useProgram((state) => state.info?.settings.theme ?? 'dark');
  useEffect(() => {
    const light = window.matchMedia('(prefers-color-scheme: light)');
    const put = () => {
      const isLight = theme === 'light' || (theme === 'system' && light.matches);
      document.documentElement.dataset['theme'] = isLight ? 'light' : 'dark';
    };
    put();
    light.addEventListener('change', put);
    return () => light.removeEventListener('change', put);
  }, [theme]);
}
