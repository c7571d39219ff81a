import { app, type Session, type WebContents } from 'electron';
import { PAGE_SCHEME, PICTURE_SCHEME } from './names';

/** What a page may ask for addresses of: its own files, tiles, and what it made itself; in development the tools. */
const LOADABLE = [`${PAGE_SCHEME}:`, `${PICTURE_SCHEME}:`, 'blob:', 'data:', 'devtools:'];

/** Denies whatever the window has no use for, for every page there will ever be. */
export function denyEverythingElse(session: Session): void {
  app.on('web-contents-created', (_event, contents) => keepOnItsPage(contents));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // No network at all: not even a request that some library makes behind our back.
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !LOADABLE.some((scheme) => url.startsWith(scheme)) });
  });
}

function keepOnItsPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
