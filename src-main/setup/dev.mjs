// `npm run dev`: the window in a browser while its sources are being changed. Vite serves the page and replaces what
// changes in it; behind it stands the program's own server, built and started again when its sources change.
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { join } from 'node:path';
import { createBackend } from './dev-backend.mjs';
import { buildIfStale, forgetBuild, installPackages, requireNode, root } from './install.mjs';

requireNode();
installPackages();
// The bundles' configuration names its files from here.
process.chdir(root);
// The server doesn't start without a built page, even where Vite shows another one.
if (!existsSync(join(root, 'dist', 'renderer', 'index.html'))) buildIfStale();
// From here on dist/ changes with every keystroke that is saved.
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
// Vite ends the process by itself on a signal; the server then ends in its own time.
process.on('exit', backend.kill);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));

const watcher = await build({
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { watch: {} },
});
// One start at a time: they share a port.
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
    // Its photos are known to the new server by other names.
    page.ws.send({ type: 'full-reload' });
    console.error('The server was built and started again.');
  } else {
    await page.listen();
    console.error(`The window is at ${page.resolvedUrls.local[0]} and follows its sources. Ctrl-C ends it.`);
  }
}

/**
 * The page's requests go on to the server with its session. Only what the page itself asks is said to come from the server's
 * own page: the server goes on refusing what another page in the browser sends here.
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
      // While it starts again nobody answers; the page is reloaded afterwards.
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
