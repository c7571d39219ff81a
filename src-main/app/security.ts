import { app, type Session, type WebContents } from 'electron';
import { PAGE_SCHEME, PICTURE_SCHEME } from './names';

/** Schemes that a page may load: its own files, tiles, and data that it made itself; in development also the tools. */
const LOADABLE = [`${PAGE_SCHEME}:`, `${PICTURE_SCHEME}:`, 'blob:', 'data:', 'devtools:'];

/** A proxy that doesn't exist: only an administrator of this machine could open its port. */
const DEAD_PROXY = '127.0.0.1:1';

/** Denies everything that the window doesn't need, for every page of an Electron session. */
export function denyEverythingElse(session: Session): void {
  app.on('web-contents-created', (_event, contents) => keepOnItsPage(contents));
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Blocks all network requests, including those that a library makes by itself.
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !LOADABLE.some((scheme) => url.startsWith(scheme)) });
  });
  // Otherwise Electron requests a dictionary at every start, even if no page checks its spelling.
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
  // Traffic that bypasses that filter (WebRTC over TCP, DNS prefetching) ends at a dead proxy, also to this machine's
  // own addresses.
  void session.setProxy({ proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' });
}

function keepOnItsPage(contents: WebContents): void {
  // The request filter doesn't see WebRTC, so WebRTC may send only through the proxy.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
