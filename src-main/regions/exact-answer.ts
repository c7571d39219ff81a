import { sizeOf } from '../operators/model/forward-model';
import type { Work } from './plan-work';
import type { Run } from './restoration';
import { measuredPartOf, readInput } from './sample-region';

/** The answer of a region whose problem is exact: no network is needed. */
export async function exactAnswer(run: Run, { region }: Work): Promise<Float32Array> {
  const { job, context, workspace } = run;
  context.signal.throwIfAborted();
  const input = await readInput(run, region);
  const { width, height } = region.area;
  const part = measuredPartOf(run, region.area);
  const answer = workspace.array(sizeOf({ width, height, channels: 3 }));
  job.problem.finish(answer, job.problem.measure(input, part), undefined, part);
  return answer;
}
