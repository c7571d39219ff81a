import { rm } from 'node:fs/promises';
import type { PictureArea } from '../contract/window/basics';
import type { RawPicture } from '../imaging/raw-picture';
import type { OpenDocument } from './document';
import { PREVIEW } from './live-pictures';
import type { StudioParts } from './parts';

/** Shows the window what one job has so far. */
export interface LiveShow {
  /** Takes a raw file, which is removed once it has been made visible. `area` is in the document's pixels. */
  take(raw: RawPicture, area: PictureArea, step: number): void;
  /** Resolves once all that was taken has been shown. */
  settled(): Promise<void>;
}

export interface LiveJob {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly preview: boolean;
}

export function createLiveShow(
  { pictures, events }: Pick<StudioParts, 'pictures' | 'events'>,
  document: OpenDocument,
  job: LiveJob,
): LiveShow {
  let showing = Promise.resolve();
  const show = async (raw: RawPicture, area: PictureArea, step: number) => {
    if (job.signal.aborted) return;
    const picture = await pictures.showBriefly(raw, document.record.kept.path);
    await rm(raw.path, { force: true });
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
    });
  };
  return {
    take: (raw, area, step) => {
      // A view that can't be shown is no reason to end the job; its file stays, so no further one is made.
      showing = showing.then(() => show(raw, area, step)).catch(() => {});
    },
    settled: () => showing,
  };
}
