import type { Interval, Point, Rectangle } from '../../contract/geometry';
import type { LineEvidence } from './line-evidence';

/**
 * Follows a thin scratch from a point on it to both ends. A faint scratch stands out by 1.3 standard deviations of the
 * noise in one pixel, where it can't be seen, but by ten along 60 pixels. So every decision uses the sum over a
 * straight piece of the line, divided by the root of its number of pixels (the matched filter for a line; Turin, "An
 * introduction to matched filters", 1960). The line ends where the sum of its log likelihood ratio, a z - a^2 / 2 for
 * its own strength a, is largest (Page, "Continuous inspection schemes", 1954). Gaps are bridged if the line continues
 * behind them.
 */
export interface Scratch {
  /** Points in its middle from end to end, some pixels apart. */
  readonly points: readonly Point[];
  /** 1 if it is brighter than its surroundings, -1 if darker. */
  readonly sign: 1 | -1;
  /** Mean evidence per pixel. */
  readonly strength: number;
}

/** Length in pixels of the window along the line, on either side of a point and ahead of an end. */
const REACH = 32;
const AHEAD = 40;
/** The pixels of a first piece on one side of a point, on the other, and of all its possible pieces. */
const AHEAD_OF_IT: Interval = { start: 0, end: REACH + 1 };
const BEHIND_IT: Interval = { start: -REACH, end: 0 };
const AROUND_IT: readonly Interval[] = [{ start: -REACH, end: REACH + 1 }, AHEAD_OF_IT, BEHIND_IT];
/** The pixels of a next piece. */
const NEXT_PIECE: Interval = { start: 0, end: AHEAD + 1 };
/** How far a person's click may be from the line, in pixels. */
const NEAR = 4;
const ANGLES = 128;
/** Least evidence of a first piece (thousands are tried), of the next piece, and of a piece behind a gap. */
const FIRST = 6;
const NEXT = 4.2;
const BEHIND = 5.5;
/** Pixels by which the line is followed at a time, and the widths of gaps that may be bridged. */
const STEP = 16;
const GAPS = [0, 12, 24, 48, 96] as const;
/**
 * Share of the line's strength that is subtracted, instead of a half, when its ends are sought: beyond an end the path
 * is the strongest of many through noise.
 */
const CHANCE = 0.62;
/** How far beside the line its flanks are: further than the edges of a thin scratch. */
const FLANK = 6;
/**
 * Least height of a line above its higher flank, as a share of that above the mean of both. It is 1 for a line on even ground
 * and 0 for an edge of the photo, which stands out from its surroundings as well.
 */
const BOTH_SIDES = 0.5;
/** How much the line may turn in a step, in degrees. */
const TURN = 10;

/** The scratch at a point; undefined if there is no visible one. Throws what `load` throws. */
export async function traceScratch(evidence: LineEvidence, at: Point): Promise<Scratch | undefined> {
  await evidence.load(squareAround(at, REACH + NEAR + 2));
  const first = firstPiece(evidence, at);
  if (!first) return undefined;
  const { from, angle, sign } = first;
  const ahead = await follow(evidence, from, angle, sign);
  const back = await follow(evidence, from, angle + Math.PI, sign);
  const points = [...back.reverse(), from, ...ahead];
  const path = walk(points);
  const values = path.map((point) => sign * (evidence.at(point.x, point.y) ?? 0));
  const strength = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { points: await trimmed(evidence, points, sign, strength), sign, strength };
}

function squareAround({ x, y }: Point, reach: number): Rectangle {
  return { x: Math.floor(x - reach), y: Math.floor(y - reach), width: 2 * reach + 1, height: 2 * reach + 1 };
}

interface Sum {
  readonly total: number;
  readonly count: number;
}

/**
 * The evidence along a straight piece, whose pixels are counted from the point that it passes through; pixels outside
 * the picture don't count.
 */
function along(evidence: LineEvidence, from: Point, angle: number, { start, end }: Interval): Sum {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  let [total, count] = [0, 0];
  for (let s = start; s < end; s++) {
    const value = evidence.at(from.x + s * dx, from.y + s * dy);
    if (value === undefined) continue;
    total += value;
    count++;
  }
  return { total, count };
}

/** Whether a piece is brighter (or darker) than both of its sides, as a scratch is and an edge isn't. */
function isLine(
  evidence: LineEvidence,
  from: Point,
  angle: number,
  { start, end }: Interval,
  sign: 1 | -1,
): boolean {
  const [left, middle, right] = [-FLANK, 0, FLANK].map((aside) => {
    const beside = moved(from, angle, 0, aside);
    let [sum, count] = [0, 0];
    for (let s = start; s < end; s++) {
      const { x, y } = moved(beside, angle, s);
      const luma = evidence.luma(x, y);
      if (luma === undefined) continue;
      sum += sign * luma;
      count++;
    }
    return count > 0 ? sum / count : undefined;
  });
  // At the picture's border there is only one side.
  if (middle === undefined || left === undefined || right === undefined) return true;
  return middle - Math.max(left, right) >= BOTH_SIDES * (middle - (left + right) / 2);
}

/** In standard deviations; 0 for a piece that lies almost completely outside the picture. */
function scoreOf({ total, count }: Sum): number {
  return count < 8 ? 0 : total / Math.sqrt(count);
}

function moved({ x, y }: Point, angle: number, forward: number, aside = 0): Point {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  return { x: x + forward * dx - aside * dy, y: y + forward * dy + aside * dx };
}

interface Piece {
  readonly from: Point;
  readonly angle: number;
  readonly sign: 1 | -1;
}

/** The straight piece with the most evidence near a point; the point may be in its middle or at one of its ends. */
function firstPiece(evidence: LineEvidence, at: Point): Piece | undefined {
  let best = FIRST;
  let piece: Piece | undefined;
  for (let turn = 0; turn < ANGLES; turn++) {
    const angle = (turn * Math.PI) / ANGLES;
    for (let aside = -NEAR; aside <= NEAR; aside += 0.5) {
      const from = moved(at, angle, 0, aside);
      const ahead = along(evidence, from, angle, AHEAD_OF_IT);
      const behind = along(evidence, from, angle, BEHIND_IT);
      const both = { total: ahead.total + behind.total, count: ahead.count + behind.count };
      for (const [i, score] of [both, ahead, behind].map(scoreOf).entries()) {
        const sign = score > 0 ? 1 : -1;
        if (Math.abs(score) <= best || !isLine(evidence, from, angle, AROUND_IT[i], sign)) continue;
        best = Math.abs(score);
        piece = { from, angle, sign };
      }
    }
  }
  return piece;
}

/** Points of the line from `from` on, in one direction, up to the last piece with enough evidence. */
async function follow(
  evidence: LineEvidence,
  from: Point,
  direction: number,
  sign: 1 | -1,
): Promise<Point[]> {
  const points: Point[] = [];
  const most = (4 * (evidence.width + evidence.height)) / STEP;
  let place = from;
  let angle = direction;
  while (points.length < most) {
    const next = await nextPiece(evidence, place, angle, sign);
    if (!next) break;
    angle = next.angle;
    place = moved(next.from, angle, STEP);
    points.push(next.from, place);
  }
  return points;
}

/** The next straight piece, behind the smallest gap that has one behind it. */
async function nextPiece(
  evidence: LineEvidence,
  place: Point,
  direction: number,
  sign: 1 | -1,
): Promise<{ readonly from: Point; readonly angle: number } | undefined> {
  for (const gap of GAPS) {
    const reach = gap + AHEAD;
    await evidence.load(squareAround(moved(place, direction, reach / 2), reach / 2 + 16));
    let best = gap === 0 ? NEXT : BEHIND;
    let piece: { from: Point; angle: number } | undefined;
    const wander = 1.5 + gap / 24;
    for (let aside = -wander; aside <= wander; aside += 0.5) {
      const from = moved(place, direction, gap, aside);
      for (let turn = -TURN; turn <= TURN; turn += 2) {
        const angle = direction + (turn * Math.PI) / 180;
        const score = sign * scoreOf(along(evidence, from, angle, NEXT_PIECE));
        if (score <= best || !isLine(evidence, from, angle, NEXT_PIECE, sign)) continue;
        best = score;
        piece = { from, angle };
      }
    }
    if (piece) return piece;
  }
  return undefined;
}

/** Points a pixel apart on a line through points. */
export function walk(points: readonly Point[]): Point[] {
  const path = points.slice(0, 1);
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    const steps = Math.max(1, Math.round(Math.hypot(to.x - from.x, to.y - from.y)));
    for (let s = 1; s <= steps; s++)
      path.push({ x: from.x + (s / steps) * (to.x - from.x), y: from.y + (s / steps) * (to.y - from.y) });
  }
  return path;
}

/** The line with its true ends, which lie beyond the last piece with enough evidence, or within it. */
async function trimmed(
  evidence: LineEvidence,
  points: readonly Point[],
  sign: 1 | -1,
  strength: number,
): Promise<Point[]> {
  const path = walk(points);
  if (path.length < 2) return path;
  const beyond = async (last: Point, before: Point) => {
    const angle = Math.atan2(last.y - before.y, last.x - before.x);
    await evidence.load(squareAround(last, AHEAD + 2));
    const added = Array.from({ length: AHEAD }, (_, s) => moved(last, angle, s + 1));
    return added.filter(({ x, y }) => evidence.at(x, y) !== undefined);
  };
  const back = Math.min(6, path.length - 1);
  const start = await beyond(path[0], path[back]);
  const end = await beyond(path[path.length - 1], path[path.length - 1 - back]);
  const whole = [...start.reverse(), ...path, ...end];
  const ratio = whole.map(({ x, y }) => strength * (sign * (evidence.at(x, y) ?? 0) - CHANCE * strength));
  const best = bestInterval(ratio);
  return whole.slice(best.start, best.end);
}

/** The consecutive values with the largest sum. */
function bestInterval(values: readonly number[]): Interval {
  let best = { sum: Number.NEGATIVE_INFINITY, start: 0, end: 0 };
  let [sum, start] = [0, 0];
  for (const [i, value] of values.entries()) {
    if (sum <= 0) [sum, start] = [0, i];
    sum += value;
    if (sum > best.sum) best = { sum, start, end: i + 1 };
  }
  return best;
}
