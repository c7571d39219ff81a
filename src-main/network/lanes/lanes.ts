import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { engineEntry } from '../../transport/entry';
import { unpackError } from '../../transport/messages';
import { checkCall, type NetworkCall } from '../session';
import { CLOSE, type LaneArrays, type LaneData, laneAnswer, memoryOf } from './messages';

/** Most lanes. Each needs the memory of a session, 130 MB for tiles of 512 pixels. */
const MOST = 2;

/**
 * Threads with a session each, for independent calls: the tiles of one step. Two calls on one core each take as long as
 * two calls in turn on both cores, and far less time when another program needs part of a core, because the halves of a
 * call on both cores wait for each other in every layer (ARCHITECTURE.md; figures in
 * docs/figures.md).
 */
export interface Lanes {
  /** Number of calls that run at once. */
  readonly count: number;
  /**
   * Returns E[x0 | x_t, y], bit for bit as a session's `run`, without blocking this thread. The call's arrays may be
   * reused as soon as the promise is returned.
   */
  run(call: NetworkCall): Promise<Float32Array>;
  /** Seconds during which at least one call ran. */
  readonly seconds: number;
  readonly calls: number;
  /** Ends the threads after their current calls; waiting calls are rejected. */
  dispose(): Promise<void>;
}

interface Waiting {
  readonly message: { readonly width: number; readonly height: number; readonly arrays: LaneArrays };
  resolve(mean: Float32Array): void;
  reject(error: unknown): void;
}

interface Lane {
  readonly worker: Worker;
  call: Waiting | undefined;
}

/** Creates lanes that share `threads` processor threads; each lane starts when it is first needed. */
export function createLanes(modelPath: string, threads: number): Lanes {
  const count = Math.min(MOST, threads);
  const data: LaneData = { modelPath, threads: Math.floor(threads / count) };
  const program = engineEntry('lane');
  const lanes = new Set<Lane>();
  const queue: Waiting[] = [];
  const spare: LaneArrays[] = [];
  const busy = createBusyTime();
  let calls = 0;

  const take = (lane: Lane): Waiting | undefined => {
    const { call } = lane;
    lane.call = undefined;
    if (call) busy.end();
    return call;
  };
  const hear = (lane: Lane, message: unknown) => {
    const answer = laneAnswer.parse(message);
    const call = take(lane);
    if (answer.ok) {
      spare.push(answer.arrays);
      call?.resolve(answer.mean);
    } else call?.reject(unpackError(answer.error));
    next();
  };
  const lose = (lane: Lane, error: unknown) => {
    lanes.delete(lane);
    take(lane)?.reject(error);
    next();
  };
  const open = (): Lane => {
    const lane: Lane = { worker: new Worker(program, { workerData: data }), call: undefined };
    lanes.add(lane);
    lane.worker.on('message', (message: unknown) => hear(lane, message));
    lane.worker.on('error', (error) => lose(lane, error));
    lane.worker.on('exit', (code) => lose(lane, new Error(`a lane ended with status ${code}`)));
    // An idle lane doesn't keep the process alive.
    lane.worker.unref();
    return lane;
  };
  const next = () => {
    if (queue.length === 0) return;
    const free = [...lanes].find(({ call }) => !call) ?? (lanes.size < count ? open() : undefined);
    const waiting = free && queue.shift();
    if (!waiting) return;
    free.call = waiting;
    calls++;
    busy.begin();
    free.worker.postMessage(waiting.message, memoryOf(Object.values(waiting.message.arrays)));
  };

  return {
    count,
    run: async (call) => {
      checkCall(call);
      const message = { width: call.width, height: call.height, arrays: copyOf(call, spare.pop()) };
      return new Promise((resolve, reject) => {
        queue.push({ message, resolve, reject });
        next();
      });
    },
    get seconds() {
      return busy.seconds;
    },
    get calls() {
      return calls;
    },
    dispose: async () => {
      for (const { reject } of queue.splice(0)) reject(new Error('the network was closed'));
      await Promise.all([...lanes].map(closeLane));
    },
  };
}

async function closeLane({ worker }: Lane): Promise<void> {
  const ended = once(worker, 'exit');
  worker.postMessage(CLOSE);
  await ended;
}

/** Copies the call's arrays into transferable memory, which is reused from an earlier call if the sizes match. */
function copyOf(call: NetworkCall, spare: LaneArrays | undefined): LaneArrays {
  return {
    pivot: copyInto(spare?.pivot, call.pivot),
    anchor: copyInto(spare?.anchor, call.anchor),
    std: copyInto(spare?.std, call.std),
    geometry: copyInto(spare?.geometry, call.geometry),
  };
}

/** Reuses `room` if its length matches, because allocating memory costs more than copying into it. */
function copyInto(room: Float32Array | undefined, values: Float32Array): Float32Array {
  const target = room?.length === values.length ? room : new Float32Array(values.length);
  target.set(values);
  return target;
}

/** Measures the time in which at least one thing runs. */
interface BusyTime {
  begin(): void;
  end(): void;
  readonly seconds: number;
}

function createBusyTime(): BusyTime {
  let running = 0;
  let since = 0;
  let seconds = 0;
  return {
    begin() {
      if (running++ === 0) since = performance.now();
    },
    end() {
      if (--running === 0) seconds += (performance.now() - since) / 1000;
    },
    get seconds() {
      return seconds;
    },
  };
}
