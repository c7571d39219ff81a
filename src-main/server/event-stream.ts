import type { ServerResponse } from 'node:http';

interface Sent {
  readonly number: number;
  readonly text: string;
}

/** Number of events that are kept for a page whose connection breaks. */
const KEPT = 500;
/** Most unread bytes of a page. A page with more is disconnected; it reconnects and gets what it missed. */
const MOST_WAITING = 16 * 2 ** 20;

/** Sends the studio's events as Server-Sent Events. A page that reconnects gets the events that it missed. */
export class EventStream {
  readonly #listeners = new Set<ServerResponse>();
  #kept: Sent[] = [];
  #next = 1;

  send(name: string, payload: unknown): void {
    const number = this.#next++;
    const text = `id: ${number}\nevent: ${name}\ndata: ${JSON.stringify(payload)}\n\n`;
    this.#kept = [...this.#kept, { number, text }].slice(-KEPT);
    for (const listener of this.#listeners) {
      if (listener.writableLength > MOST_WAITING) listener.destroy();
      else listener.write(text);
    }
  }

  /** @param lastSeen the Last-Event-ID header, which a page doesn't send the first time */
  attach(response: ServerResponse, lastSeen: string | undefined): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.write('retry: 500\n\n');
    if (lastSeen !== undefined) {
      for (const { number, text } of this.#kept) if (number > Number(lastSeen)) response.write(text);
    }
    this.#listeners.add(response);
    response.on('close', () => this.#listeners.delete(response));
  }

  end(): void {
    for (const listener of this.#listeners) listener.end();
  }
}
