import { geometricSchedule } from '../../src-main/sampling/schedule';

/** The figures of docs/method, as SVG. */

const WIDTH = 640;
const HEIGHT = 260;

/** On white, because a page may be dark. */
function svg(title: string, body: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="13">`,
    `<title>${title}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" rx="6" fill="#fff"/>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

const line = (points: readonly (readonly [number, number])[], look: string) =>
  `<polyline fill="none" ${look} points="${points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')}"/>`;

interface Hill {
  readonly share: number;
  readonly mean: number;
  readonly std: number;
}

/** The distribution of photographs at one pixel, in [-1, 1]: two hills, made up for the figure. */
const PRIOR: readonly Hill[] = [
  { share: 0.65, mean: 0.5, std: 0.16 },
  { share: 0.35, mean: -0.45, std: 0.2 },
];
const MEASURED = { y: 0.12, noise: 0.42 };

const bell = (x: number, mean: number, std: number) =>
  Math.exp(-(((x - mean) / std) ** 2) / 2) / (std * Math.sqrt(2 * Math.PI));
const density = (hills: readonly Hill[], x: number) =>
  hills.reduce((sum, { share, mean, std }) => sum + share * bell(x, mean, std), 0);

/** Bayes' rule for a mixture of Gaussians under Gaussian noise: each hill moves to its pivot, and is weighted anew. */
export function posterior(hills: readonly Hill[], y: number, noise: number): Hill[] {
  const moved = hills.map(({ share, mean, std }) => {
    const gain = std ** 2 / (std ** 2 + noise ** 2);
    const weight = share * bell(y, mean, Math.hypot(std, noise));
    return { share: weight, mean: mean + gain * (y - mean), std: noise * Math.sqrt(gain) };
  });
  const total = moved.reduce((sum, { share }) => sum + share, 0);
  return moved.map((hill) => ({ ...hill, share: hill.share / total }));
}

/** Prior, measurement and posterior of one pixel, and 24 answers: the posterior's quantiles. */
export function posteriorFigure(): string {
  const after = posterior(PRIOR, MEASURED.y, MEASURED.noise);
  const xs = Array.from({ length: 241 }, (_, i) => -1.2 + i * 0.01);
  const place = (x: number) => 40 + ((x + 1.2) / 2.4) * (WIDTH - 80);
  const curve = (of: (x: number) => number, look: string) =>
    line(
      xs.map((x) => [place(x), 210 - 75 * of(x)] as const),
      look,
    );
  const answers = quantiles(after, xs, 24).map(
    (x) => `<circle cx="${place(x).toFixed(1)}" cy="224" r="3" fill="#b45f06"/>`,
  );
  const mean = after.reduce((sum, hill) => sum + hill.share * hill.mean, 0);
  return svg('What a photograph might be, what was measured, and both together', [
    curve((x) => density(PRIOR, x), 'stroke="#888" stroke-width="2"'),
    curve(
      (x) => bell(x, MEASURED.y, MEASURED.noise),
      'stroke="#333" stroke-width="1.5" stroke-dasharray="6 4"',
    ),
    curve((x) => density(after, x), 'stroke="#b45f06" stroke-width="3"'),
    `<line x1="40" y1="210" x2="${WIDTH - 40}" y2="210" stroke="#333"/>`,
    ...answers,
    `<path d="M ${place(mean).toFixed(1)} 210 v 22" stroke="#333" stroke-width="2"/>`,
    `<text x="${place(mean).toFixed(1)}" y="248" text-anchor="middle" fill="#333">mean</text>`,
    '<text x="40" y="248" fill="#333">dark</text>',
    `<text x="${WIDTH - 40}" y="248" text-anchor="end" fill="#333">bright</text>`,
    '<text x="44" y="26" fill="#666">grey: what photographs are like</text>',
    '<text x="44" y="46" fill="#333">dashed: what was measured</text>',
    '<text x="44" y="66" fill="#b45f06">orange: both together, and answers drawn from it</text>',
  ]);
}

function quantiles(hills: readonly Hill[], xs: readonly number[], count: number): number[] {
  const weights = xs.map((x) => density(hills, x));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [below, at] = [0, 0];
  return Array.from({ length: count }, (_, i) => {
    while (below + (weights[at] ?? 0) < ((i + 0.5) / count) * total) {
      below += weights[at] ?? 0;
      at++;
    }
    return xs[at] ?? 0;
  });
}

/** The program's own noise levels of eight calls, each a disc whose grey says how strong it is. */
export function scheduleFigure(): string {
  // The last of the schedule is zero: the answer itself.
  const levels = geometricSchedule(8).filter((sigma) => sigma > 0);
  const place = (i: number) => 80 + (i * (WIDTH - 140)) / (levels.length - 1);
  const height = (sigma: number) => 120 - 26 * Math.log10(sigma);
  const points = levels.map((sigma, i) => [place(i), height(sigma)] as const);
  const ticks = [10, 1, 0.1, 0.01].flatMap((sigma) => [
    `<line x1="60" x2="${WIDTH - 40}" y1="${height(sigma)}" y2="${height(sigma)}" stroke="#ddd"/>`,
    `<text x="52" y="${height(sigma) + 4}" text-anchor="end" fill="#333">${sigma}</text>`,
  ]);
  return svg('The noise level before each of the eight calls', [
    ...ticks,
    line(points, 'stroke="#b45f06" stroke-width="2"'),
    ...points.map(([x, y], i) =>
      [
        `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="5" fill="#b45f06"/>`,
        `<text x="${x.toFixed(1)}" y="${(y - 12).toFixed(1)}" text-anchor="middle" fill="#333">${levels[i]?.toPrecision(2)}</text>`,
        `<text x="${x.toFixed(1)}" y="222" text-anchor="middle" fill="#333">${i + 1}</text>`,
      ].join('\n'),
    ),
    `<text x="${WIDTH / 2}" y="246" text-anchor="middle" fill="#333">call of the network; 1 is the contrast of a whole photo</text>`,
  ]);
}
