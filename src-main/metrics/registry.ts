/** Values of a metric's labels by name. */
export type Labels = Readonly<Record<string, string>>;

/** A number with the labels that distinguish it from the metric's other numbers. */
export interface Reading {
  readonly labels?: Labels;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  /** Lines without the comments before them. */
  readonly lines: () => readonly string[];
}

const NAME = /^[a-z][a-z0-9_]*$/;

/**
 * The metrics of a process, in Prometheus's text format 0.0.4
 * (https://prometheus.io/docs/instrumenting/exposition_formats/). Names say the unit: seconds, bytes, megapixels; counters end
 * in `_total`.
 */
export class Registry {
  readonly #metrics: Metric[] = [];

  /** Adds a number that only rises. It starts at 0 for each of `labels`, so that a rate exists before the first event. */
  counter(name: string, help: string, labels: readonly Labels[] = [{}]): Counter {
    const counter = new Counter(labels);
    this.#add({ name, help, kind: 'counter', lines: () => linesOf(name, counter.readings()) });
    return counter;
  }

  /** Adds a number that `read` returns at each request. */
  gauge(name: string, help: string, read: () => number | readonly Reading[]): void {
    const lines = () => {
      const value = read();
      return linesOf(name, typeof value === 'number' ? [{ value }] : value);
    };
    this.#add({ name, help, kind: 'gauge', lines });
  }

  /** Adds a histogram: for each bound, how many values were at most as large. `bounds` rise. */
  histogram(name: string, help: string, bounds: readonly number[]): Histogram {
    const histogram = new Histogram(name, bounds);
    this.#add({ name, help, kind: 'histogram', lines: () => histogram.lines() });
    return histogram;
  }

  /** The names that an expression in Prometheus may use. */
  names(): string[] {
    return this.#metrics.flatMap(({ name, kind }) =>
      kind === 'histogram' ? ['_bucket', '_sum', '_count'].map((end) => name + end) : [name],
    );
  }

  /** All metrics as text, of the media type TEXT_FORMAT. */
  text(): string {
    const blocks = this.#metrics.map(({ name, help, kind, lines }) =>
      [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`, ...lines()].join('\n'),
    );
    return `${blocks.join('\n')}\n`;
  }

  #add(metric: Metric): void {
    if (!NAME.test(metric.name)) throw new RangeError(`${metric.name} is no name of a metric`);
    if (this.#metrics.some(({ name }) => name === metric.name))
      throw new RangeError(`${metric.name} is there already`);
    this.#metrics.push(metric);
  }
}

/** The media type of Registry.text. */
export const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

export class Counter {
  readonly #values = new Map<string, { readonly labels: Labels; value: number }>();

  constructor(labels: readonly Labels[]) {
    for (const each of labels) this.add(0, each);
  }

  /** @param by not negative */
  add(by = 1, labels: Labels = {}): void {
    if (!(by >= 0)) throw new RangeError(`a counter can't change by ${by}`);
    const key = labelText(labels);
    const found = this.#values.get(key);
    if (found) found.value += by;
    else this.#values.set(key, { labels, value: by });
  }

  readings(): Reading[] {
    return [...this.#values.values()];
  }
}

export class Histogram {
  readonly #name: string;
  readonly #bounds: readonly number[];
  readonly #counts: number[];
  #sum = 0;
  #count = 0;

  constructor(name: string, bounds: readonly number[]) {
    this.#name = name;
    this.#bounds = bounds;
    this.#counts = bounds.map(() => 0);
  }

  observe(value: number): void {
    this.#sum += value;
    this.#count++;
    for (const [i, bound] of this.#bounds.entries())
      if (value <= bound) this.#counts[i] = (this.#counts[i] ?? 0) + 1;
  }

  /** The mean of the observed values; undefined before the first. */
  get mean(): number | undefined {
    return this.#count === 0 ? undefined : this.#sum / this.#count;
  }

  lines(): string[] {
    const buckets = this.#bounds.map((bound, i) => ({
      labels: { le: String(bound) },
      value: this.#counts[i] ?? 0,
    }));
    return [
      ...linesOf(`${this.#name}_bucket`, [...buckets, { labels: { le: '+Inf' }, value: this.#count }]),
      ...linesOf(`${this.#name}_sum`, [{ value: this.#sum }]),
      ...linesOf(`${this.#name}_count`, [{ value: this.#count }]),
    ];
  }
}

function linesOf(name: string, readings: readonly Reading[]): string[] {
  return readings.map(({ labels = {}, value }) => `${name}${labelText(labels)} ${value}`);
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
