import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from './fixtures';
import { listenOnLoopback } from './listeners';

test.use({ model: 'tiny' });

test('listeners on this machine receive what is sent to them', async () => {
  const listeners = await listenOnLoopback();
  connect(listeners.tcp, '127.0.0.1').on('error', () => {});
  const socket = createSocket('udp4');
  socket.send('x', listeners.udp, '127.0.0.1', () => socket.close());
  await expect.poll(() => listeners.heard.length).toBe(2);
  listeners.close();
});

test('a page that tries everything sends nothing, not even to this machine', async ({
  desktop: { page },
}) => {
  const listeners = await listenOnLoopback();
  await page.evaluate(
    async ({ tcp, udp }) => {
      const at = `127.0.0.1:${tcp}`;
      await fetch(`http://${at}/fetch`, { mode: 'no-cors' }).catch(() => {});
      navigator.sendBeacon(`http://${at}/beacon`, 'x');
      new Image().src = `http://${at}/image.png`;
      for (const rel of [
        'prefetch',
        'preconnect',
        'dns-prefetch',
        'preload',
        'stylesheet',
        'modulepreload',
      ]) {
        const link = document.head.appendChild(document.createElement('link'));
        Object.assign(link, { rel, href: `http://${at}/${rel}`, as: 'script' });
      }
      const frame = document.body.appendChild(document.createElement('iframe'));
      frame.src = `http://${at}/frame`;
      try {
        new WebSocket(`ws://${at}/socket`);
        new EventSource(`http://${at}/events`);
      } catch {
        // The page's own policy may say so by an error.
      }
      const servers = [
        { urls: [`stun:127.0.0.1:${udp}`, `stun:127.0.0.1:${tcp}?transport=tcp`] },
        {
          urls: [`turn:127.0.0.1:${udp}?transport=udp`, `turn:127.0.0.1:${tcp}?transport=tcp`],
          username: 'a',
          credential: 'b',
        },
      ];
      for (const server of servers) {
        try {
          const connection = new RTCPeerConnection({ iceServers: [server] });
          connection.createDataChannel('channel');
          await connection.setLocalDescription(await connection.createOffer());
          await connection
            .addIceCandidate({
              candidate: `candidate:1 1 udp 2130706431 127.0.0.1 ${udp} typ host`,
              sdpMid: '0',
            })
            .catch(() => {});
        } catch {
          // A kind of address that this engine doesn't take.
        }
      }
    },
    { tcp: listeners.tcp, udp: listeners.udp },
  );
  // STUN asks again for a while.
  await sleep(4000);
  expect(listeners.heard).toEqual([]);
  listeners.close();
});

test('no dictionary for spell checking is requested, not even at a start', async ({ desktop: { app } }) => {
  const checker = await app.evaluate(({ session: { defaultSession } }) => ({
    isEnabled: defaultSession.isSpellCheckerEnabled(),
    languages: defaultSession.getSpellCheckerLanguages(),
  }));
  // With a language it would be fetched at each start, by a way that the filter of requests doesn't see.
  expect(checker).toEqual({ isEnabled: false, languages: [] });
});
