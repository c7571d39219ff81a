import { app, type Session, type WebContents } from 'electron';
import { PAGE_SCHEME, PICTURE_SCHEME } from './names';

/** What a page may ask for addresses of: its own files, tiles, and what it made itself; in development the tools. */
const LOADABLE = [`${PAGE_SCHEME}:`, `${PICTURE_SCHEME}:`, 'blob:', 'data:', 'devtools:'];

/** Nothing answers there: on this machine the port is the administrator's to open. */
const DEAD_PROXY = '127.0.0.1:1';

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
  // What passes by that filter (WebRTC over TCP, addresses that are looked up ahead) ends at a proxy, this machine's own
  // addresses too.
  void session.setProxy({ proxyRules: DEAD_PROXY, proxyBypassRules: '<-loopback>' });
}

function keepOnItsPage(contents: WebContents): void {
  // WebRTC asks no filter of requests: what isn't sent by a proxy isn't sent.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
