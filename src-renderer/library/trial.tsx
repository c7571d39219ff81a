import { IconArrowLeft } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ChannelOutput } from '../../src-main/contract/window/channels';
import { request } from '../client/client';
import { useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { IconButton } from '../parts/icon-button';
import { Loading } from '../picture/loading';
import type { Compare } from '../picture/stage-types';
import { attempt, start } from '../state/alerts';
import { draftObstacle } from './draft';
import { Pair } from './pair';
import { draftRecipe, endTrial } from './row-actions';
import { useLibrary } from './state';

/** Milliseconds that the repairs must be unchanged before they are tried. */
const SETTLED = 300;

interface Tried {
  readonly name: string;
  readonly pictures: ChannelOutput<'tryRow'>;
}

/** Shows one photo of the batch with the panel's current repairs, beside the panel, without opening the photo. */
export function Trial({ row }: { readonly row: number }) {
  const say = useMessages();
  const tried = useTried(row);
  const [compare, setCompare] = useState<Compare>({ mode: 'slider', position: 0.5 });
  return (
    <section className="review" aria-label={say('library.tryOn')} aria-busy={tried === null}>
      <div className="review-head">
        <IconButton label={say('library.backToGrid')} icon={IconArrowLeft} onPress={() => start(endTrial)} />
        <h2>{tried && <FileName name={tried.name} />}</h2>
      </div>
      <div className="review-stage">
        {tried ? (
          <Pair
            name={tried.name}
            before={tried.pictures.before}
            after={tried.pictures.after}
            area={tried.pictures.area}
            compare={compare}
            onCompare={setCompare}
          />
        ) : (
          <Loading words={say('stage.loading')} />
        )}
      </div>
    </section>
  );
}

/** The result of the repairs, updated when they change; the previous one is shown until then. */
function useTried(row: number): Tried | null {
  const [tried, setTried] = useState<Tried | null>(null);
  const batch = useLibrary((state) => state.batch?.id);
  const { repairs, auto } = useLibrary((state) => state.draft);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the recipe is made of the repairs.
  useEffect(() => {
    if (batch === undefined || draftObstacle(useLibrary.getState().draft) !== null) return;
    let isWanted = true;
    const look = async () => {
      const { name } = await request('batchRow', { batch, row });
      const pictures = await request('tryRow', { batch, row, recipe: draftRecipe() });
      if (isWanted) setTried({ name, pictures });
    };
    const timer = setTimeout(() => {
      void attempt(() =>
        look().catch((error: unknown) => {
          // A trial that a later one replaces also ends with an error.
          if (isWanted) throw error;
        }),
      );
    }, SETTLED);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [batch, row, repairs, auto]);
  return tried;
}
