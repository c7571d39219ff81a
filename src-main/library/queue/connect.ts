import { Redis } from 'ioredis';
import { badRequest } from '../../contract/errors';
import { quoted } from '../../contract/said';
import type { QueueAddress } from './redis-url';

/** Milliseconds that the first connection may take. */
const FIRST_MS = 10_000;
/** Longest pause between attempts to reconnect, in milliseconds. */
const LONGEST_PAUSE_MS = 5000;

interface ConnectionState {
  phase: 'new' | 'used' | 'ended';
}

/** Runs `work` with a connection and closes it afterwards. Throws a PlainError (bad request) if it can't connect. */
export async function withRedis<T>(address: QueueAddress, work: (client: Redis) => Promise<T>): Promise<T> {
  const state: ConnectionState = { phase: 'new' };
  const client = await connectToRedis(address, state);
  try {
    return await work(client);
  } finally {
    // The state also stops BullMQ's duplicates of the client from reconnecting.
    state.phase = 'ended';
    client.disconnect();
  }
}

/**
 * Connects to Redis or Valkey. If the connection is lost later, it reconnects for as long as it takes, and commands
 * wait meanwhile. Throws a PlainError (bad request) if the first connection fails.
 */
async function connectToRedis({ url, told }: QueueAddress, state: ConnectionState): Promise<Redis> {
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: FIRST_MS,
    // BullMQ requires this for its blocking commands.
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
    // Otherwise ioredis would wait for a connection that never existed.
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

/** The reason for waiting while a lost connection is restored. */
export const OUT_OF_REACH = quoted("The queue can't be reached; waiting for it.");

/** Calls the listener once when the connection is lost and once when it is back. Returns a function that removes it. */
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
