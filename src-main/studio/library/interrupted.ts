import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelOutput } from '../../contract/window/channels';
import { placeOf } from '../files';
import type { StudioParts } from '../parts';

type Interrupted = ChannelOutput<'interruptedBatch'>['interrupted'];

/** The latest batch whose run was interrupted and has photos left. SQLite is loaded only if there is such a run. */
export async function findInterrupted({
  library,
  folders,
}: Pick<StudioParts, 'library' | 'folders'>): Promise<Interrupted> {
  const known = (await library.known.all()).find(
    ({ id, run }) => run !== null && library.runs.batch?.id !== id,
  );
  if (!known?.run) return null;
  const { id, input, output, run } = known;
  const path = join(folders.data, 'ledgers', `${id}.sqlite`);
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return null;
  const { Ledger } = await import('../../library/ledger');
  const ledger = Ledger.open(path);
  const { waiting, working, done, failed, skipped } = ledger.counts();
  ledger.close();
  if (waiting + working === 0) return null;
  return {
    id,
    input: placeOf(input),
    output: placeOf(output),
    done,
    total: done + failed + skipped + waiting + working,
    run,
  };
}
