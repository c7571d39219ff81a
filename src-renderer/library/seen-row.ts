import { useEffect, useState } from 'react';
import type { ChannelOutput } from '../../src-main/contract/window/channels';
import type { BatchRow } from '../../src-main/contract/window/library';
import { request } from '../client/client';
import { attempt } from '../state/alerts';
import { useLibrary } from './state';

/** A row under review. */
export interface SeenRow {
  readonly row: BatchRow;
  /** Null until they are made; 'none' if the photo can't be read. */
  readonly pictures: ChannelOutput<'rowPictures'> | 'none' | null;
}

/** The row under review, reloaded when the batch changes; the pictures of the next one are prepared meanwhile. */
export function useSeenRow(): SeenRow | null {
  const [seen, setSeen] = useState<SeenRow | null>(null);
  const review = useLibrary((state) => state.review);
  const batch = useLibrary((state) => state.batch?.id);
  const revision = useLibrary((state) => state.batch?.revision);
  const [id, next] = [review?.ids[review.at], review?.ids[review.at + 1]];
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision may have changed the row.
  useEffect(() => {
    if (batch === undefined || id === undefined) return;
    let isWanted = true;
    void attempt(async () => {
      const row = await request('batchRow', { batch, row: id });
      // The previous pictures are shown until those of a new result are ready.
      if (isWanted) setSeen((before) => ({ row, pictures: before?.row.id === id ? before.pictures : null }));
      const pictures = await picturesOf(batch, row);
      if (isWanted) setSeen({ row, pictures });
      if (isWanted && next !== undefined) await request('rowPictures', { batch, row: next }).catch(() => {});
    });
    return () => {
      isWanted = false;
    };
  }, [batch, id, next, revision]);
  return seen?.row.id === id ? seen : null;
}

/** A photo that was set aside has no pictures; its row says why. */
async function picturesOf(batch: string, { id, state, reason }: BatchRow): Promise<SeenRow['pictures']> {
  const pictures = request('rowPictures', { batch, row: id });
  if (reason === null || (state !== 'failed' && state !== 'skipped')) return pictures;
  return pictures.catch(() => 'none' as const);
}
