import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Rectangle } from '../contract/geometry';
import { Mutex } from '../contract/mutex';
import type { RawPicture } from '../imaging/raw-picture';
import type { OpenDocument } from './document';
import { PREVIEW } from './live-pictures';
import type { StudioParts } from './parts';

/** Shows a job's intermediate pictures in the window. */
export interface LiveShow {
  /** Shows a raw file, which is removed afterwards. `area` is in the document's pixels. */
  take(raw: RawPicture, area: Rectangle, step: number): void;
  /** Resolves once all pictures have been shown, for the job's end. */
  settled(): Promise<void>;
}

/**
 * The pause after a picture, in multiples of the time for showing it, so that watching slows the work by at most a
 * twentieth on any number of cores.
 */
const REST = 20;

export interface LiveJob {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly preview: boolean;
  /** A preview of only the middle. */
  readonly part?: boolean;
}

/** An intermediate picture; `area` is in the document's pixels. */
export interface ShownView {
  readonly raw: RawPicture;
  readonly area: Rectangle;
  readonly step: number;
}

/** Shows one intermediate picture; its raw file isn't needed afterwards. */
export async function showLive(
  { pictures, events }: Pick<StudioParts, 'pictures' | 'events'>,
  document: OpenDocument,
  job: LiveJob,
  { raw, area, step }: ShownView,
): Promise<void> {
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
}

export function createLiveShow(
  { pictures, events }: Pick<StudioParts, 'pictures' | 'events'>,
  document: OpenDocument,
  job: LiveJob,
): LiveShow {
  const showing = new Mutex();
  const over = new AbortController();
  job.signal.addEventListener('abort', () => over.abort());
  const show = async (view: ShownView) => {
    if (job.signal.aborted) return;
    const started = performance.now();
    await showLive({ pictures, events }, document, job, view);
    if (job.signal.aborted) return;
    // The engine writes the next picture when this file is gone.
    const rest = REST * (performance.now() - started);
    await sleep(rest, undefined, { signal: over.signal, ref: false }).catch(() => {});
    await rm(view.raw.path, { force: true });
  };
  return {
    take: (raw, area, step) => {
      // A picture that can't be shown doesn't end the job; its file remains, so the engine writes no further one.
      void showing.run(() => show({ raw, area, step })).catch(() => {});
    },
    settled: () => {
      over.abort();
      return showing.run(async () => {});
    },
  };
}
