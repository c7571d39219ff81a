import { useEffect, useState } from 'react';
import { flushMask } from '../actions/keep';
import { withProvider } from '../actions/restore';
import { request } from '../client/client';
import { needsBlurPicture } from '../repairs/blur/repair';
import { recipeOf } from '../repairs/recipe';
import { useJobs } from '../state/jobs';
import { usePhoto, useRepairs } from '../state/photos';
import { useMaskState } from '../tools/use-mask-state';

/** Milliseconds that repairs and marks must be unchanged before the time is asked for. */
const SETTLED = 600;

/**
 * Seconds that the shown photo's restoration will take; null while it is unknown and while `isAsked` is false. It isn't
 * requested while a job runs, which would have to share the processor; the last answer stays meanwhile.
 */
export function useEstimate(isAsked: boolean): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  const document = usePhoto((state) => state.document?.id);
  const on = usePhoto((state) => state.shown);
  const repairs = useRepairs((state) => state.repairs);
  const marks = useMaskState(({ version }) => version);
  const isBusy = useJobs(({ jobs, starting }) => starting || jobs.some(({ state }) => state === 'running'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other marks take another time.
  useEffect(() => {
    if (isBusy || !isAsked || document === undefined) return;
    let isWanted = true;
    const ask = async () => {
      const recipe = withProvider(recipeOf(repairs));
      // The estimate would need the picture of the blur.
      if (needsBlurPicture(recipe)) return null;
      await flushMask(document);
      return (await request('estimateRestoration', { document, recipe, ...(on !== null && { on }) })).seconds;
    };
    const show = (found: number | null) => {
      if (isWanted) setSeconds(found);
    };
    // If it fails, restoring will fail too and say why. The previous answer stays until then, so that nothing jumps.
    const timer = setTimeout(() => void ask().then(show, () => show(null)), SETTLED);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [isAsked, isBusy, document, on, repairs, marks]);
  return isAsked ? seconds : null;
}
