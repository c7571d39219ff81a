import { Redis } from 'ioredis';
import { badRequest } from '../../contract/errors';
import { quoted } from '../../contract/said';
import type { QueueAddress } from './redis-url';

/** How long the first connection may take, in milliseconds. */
const FIRST_MS = 10_000;
/** Longest pause between two attempts to connect again, in milliseconds. */
const LONGEST_PAUSE_MS = 5000;

interface ConnectionState {
  phase: 'new' | 'used' | 'ended';
}

/** Runs `work` with a connection, and ends it afterwards. Throws a PlainError (bad request) where there is none. */
export async function withRedis<T>(address: QueueAddress, work: (client: Redis) => Promise<T>): Promise<T> {
  const state: ConnectionState = { phase: 'new' };
  const client = await connectToRedis(address, state);
  try {
    return await work(client);
  } finally {
    // Its duplicates too, of which BullMQ has some, don't try to connect any more.
    state.phase = 'ended';
    client.disconnect();
  }
}

/**
 * Connects to a Redis or Valkey. A connection that is lost later is made anew for as long as it takes, and what was
 * asked meanwhile waits. Throws a PlainError (bad request) where it can't be reached now.
 */
async function connectToRedis({ url, told }: QueueAddress, state: ConnectionState): Promise<Redis> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: FIRST_MS,
    // BullMQ's blocking commands wait for as long as it takes.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => (state.phase === 'used' ? Math.min(times * 500, LONGEST_PAUSE_MS) : null),
  });
  let fault: unknown;
  client.on('error', (error: unknown) => {
    fault = error;
  });
  try {
    await client.connect();
    state.phase = 'used';
    return client;
  } catch (error) {
    // One that never was would be waited for.
    if (client.status !== 'end') client.disconnect();
    const detail = fault ?? error;
    throw badRequest(
      quoted(
        `The queue ${told} can't be reached (${detail instanceof Error ? detail.message : detail}); start Redis or Valkey there, or correct its address.`,
      ),
      error,
    );
  }
}

/** Why the work stands still while a lost connection is made anew. */
export const OUT_OF_REACH = quoted('The queue is out of reach; it is waited for.');

/** Hears once when a connection is lost and once when it is there again; answers with a function that ends it. */
export function onConnection(client: Redis, listener: (isThere: boolean) => void): () => void {
  let wasThere = true;
  const hear = (isThere: boolean) => {
    if (isThere !== wasThere) listener(isThere);
    wasThere = isThere;
  };
  const [lost, back] = [() => hear(false), () => hear(true)];
  client.on('close', lost).on('ready', back);
  return () => {
    client.off('close', lost).off('ready', back);
  };
}
