// `npm run dev`: the window in a browser, with hot reload. Vite serves the page and replaces changed modules. The
// program's own server runs behind it, and is rebuilt and restarted when its sources change.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { join } from 'node:path';
import { createBackend } from './dev-backend.mjs';
import { buildIfStale, forgetBuild, installPackages, requireNode, root } from './install.mjs';

requireNode();
installPackages();
// Paths in the bundles' configurations are relative to this folder.
process.chdir(root);
// The server doesn't start without a built page, although Vite serves the page here.
if (!existsSync(join(root, 'dist', 'renderer', 'index.html'))) buildIfStale();
// From now on dist/ changes with every saved file.
forgetBuild();

const { build, createServer } = await import('vite');
const backend = createBackend(await freePort());
const page = await createServer({
  configFile: join(root, 'vite.renderer.config.ts'),
  root: join(root, 'src-renderer'),
  server: {
    host: '127.0.0.1',
    // The page imports the contract, which lies outside its own folder.
    fs: { allow: [root] },
    proxy: { '^/(requests|events|pictures|files)(/|$)': proxyTo(backend) },
  },
});
// Vite ends this process on a signal; the server must end with it.
process.on('exit', backend.kill);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

const watcher = await build({
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { watch: {} },
});
// One start at a time, because all use the same port.
let starting = Promise.resolve();
watcher.on('event', (event) => {
  if (event.code === 'ERROR') console.error(`Not built: ${event.error.message}`);
  if (event.code === 'BUNDLE_END') starting = starting.then(startAgain);
});

async function startAgain() {
  try {
    await backend.start();
  } catch (error) {
    console.error(error.message);
    return;
  }
  if (page.resolvedUrls) {
    // The page must ask the new server for its photos, which have other ids there.
    page.ws.send({ type: 'full-reload' });
    console.error('The server was built and started again.');
  } else {
    await page.listen();
    console.error(`The window is at ${page.resolvedUrls.local[0]} and follows its sources. Ctrl-C ends it.`);
  }
}

/**
 * Forwards the page's requests to the server with its session. Only requests of the page itself get the server's
 * origin, so the server still refuses requests of other pages in the browser.
 */
function proxyTo({ origin, session }) {
  return {
    target: origin,
    changeOrigin: true,
    configure: (proxy) => {
      proxy.on('proxyReq', (outgoing, incoming) => {
        outgoing.setHeader('cookie', session());
        if (incoming.headers.origin === `http://${incoming.headers.host}`)
          outgoing.setHeader('origin', origin);
      });
      // While the server restarts, requests fail; the page is reloaded afterwards.
      proxy.on('error', (_error, _request, response) => response.writeHead?.(503).end());
    },
  };
}

async function freePort() {
  const probe = createProbe().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}
