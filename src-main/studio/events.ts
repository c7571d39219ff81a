import type { EventName, EventPayload } from '../contract/window/channels';

export type EventListener = <Name extends EventName>(event: Name, payload: EventPayload<Name>) => void;

/** The studio's events to its window. */
export interface Events {
  emit: EventListener;
  /** Calls back for every event until the returned function is called. */
  listen(listener: EventListener): () => void;
}

export function createEvents(): Events {
  const listeners = new Set<EventListener>();
  return {
    emit: (event, payload) => {
      for (const listener of listeners) listener(event, payload);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
