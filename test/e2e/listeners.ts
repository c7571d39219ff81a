import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** A TCP and a UDP listener on this machine's loopback, which note what reaches them. */
export interface Listeners {
  /** Ports of TCP and UDP. */
  readonly tcp: number;
  readonly udp: number;
  /** The events received, as text. */
  readonly heard: readonly string[];
  close(): void;
}

export async function listenOnLoopback(): Promise<Listeners> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    heard.push(`TCP connection from port ${socket.remotePort}`);
    socket.on('error', () => {});
    socket.destroy();
  }).listen(0, '127.0.0.1');
  const socket = createSocket('udp4')
    .on('message', (message, { port }) =>
      heard.push(`UDP packet of ${message.length} bytes from port ${port}`),
    )
    .bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
  const address = server.address();
  return {
    tcp: address !== null && typeof address === 'object' ? address.port : 0,
    udp: socket.address().port,
    heard,
    close: () => {
      server.close();
      socket.close();
    },
  };
}
