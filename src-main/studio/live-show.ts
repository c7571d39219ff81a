import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PictureArea } from '../contract/window/basics';
import type { RawPicture } from '../imaging/raw-picture';
import type { OpenDocument } from './document';
import { PREVIEW } from './live-pictures';
import type { StudioParts } from './parts';

/** Shows the window what one job has so far. */
export interface LiveShow {
  /** Takes a raw file, which is removed once it has been made visible. `area` is in the document's pixels. */
  take(raw: RawPicture, area: PictureArea, step: number): void;
  /** Resolves once all that was taken has been shown; for the job's end. */
  settled(): Promise<void>;
}

/**
 * How much longer than showing a picture took the next one is waited for: that the work can be watched costs it a
 * twentieth of its time at most, on however few cores.
 */
const REST = 20;

export interface LiveJob {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly preview: boolean;
  /** A preview of the middle alone. */
  readonly part?: boolean;
}

export function createLiveShow(
  { pictures, events }: Pick<StudioParts, 'pictures' | 'events'>,
  document: OpenDocument,
  job: LiveJob,
): LiveShow {
  let showing = Promise.resolve();
  const over = new AbortController();
  job.signal.addEventListener('abort', () => over.abort());
  const show = async (raw: RawPicture, area: PictureArea, step: number) => {
    if (job.signal.aborted) return;
    const started = performance.now();
    const picture = await pictures.showBriefly(raw, document.record.kept.path);
    const { x, y, width, height } = area;
    await document.live.add(job.preview ? PREVIEW : `${x},${y},${width},${height}`, picture);
    if (job.signal.aborted) return;
    events.emit('live', {
      job: job.id,
      document: document.id,
      picture,
      area,
      step,
      preview: job.preview,
      part: job.part ?? false,
    });
    // The next one is made once this one's file is gone.
    const rest = REST * (performance.now() - started);
    await sleep(rest, undefined, { signal: over.signal, ref: false }).catch(() => {});
    await rm(raw.path, { force: true });
  };
  return {
    take: (raw, area, step) => {
      // A view that can't be shown is no reason to end the job; its file stays, so no further one is made.
      showing = showing.then(() => show(raw, area, step)).catch(() => {});
    },
    settled: () => {
      over.abort();
      return showing;
    },
  };
}
