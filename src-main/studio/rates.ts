import { join } from 'node:path';
import type { Recipe } from '../contract/recipe';
import type { Said } from '../contract/said';
import { z } from '../contract/schema';
import { openJsonFile } from './json-file';

/** Measured speeds of this machine, kept between starts. */
export interface Rates {
  /**
   * Seconds per million pixels of the network; if these repairs weren't timed yet, those of other repairs on the same
   * provider.
   */
  secondsPerMegapixel(recipe: Recipe): number | undefined;
  /** Records a run with its seconds and pixels. */
  add(recipe: Recipe, seconds: number, pixels: number): Promise<void>;
  /** Runs a measurement, or waits for the running one. */
  measure(work: () => Promise<void>): Promise<void>;
}

/** Weight of the newest run in a rate, because the machine's load changes. */
const NEWEST = 0.5;

/** Reads rates.json of the state's folder; reports a broken one to `notify`. */
export async function openRates(folder: string, notify: (notice: Said) => void): Promise<Rates> {
  const file = await openJsonFile(
    join(folder, 'rates.json'),
    z.record(z.string(), z.number().positive()),
    {},
    notify,
  );
  let measuring: Promise<void> | undefined;
  return {
    secondsPerMegapixel: (recipe) => {
      const own = file.value[keyOf(recipe)];
      if (own !== undefined) return own;
      const others = Object.entries(file.value).filter(([key]) => key.startsWith(`${recipe.provider} `));
      return others.at(-1)?.[1];
    },
    measure: (work) => {
      measuring ??= work().finally(() => {
        measuring = undefined;
      });
      return measuring;
    },
    add: (recipe, seconds, pixels) => {
      const key = keyOf(recipe);
      const rate = seconds / (pixels / 1e6);
      const before = file.value[key] ?? rate;
      return file.set({ ...file.value, [key]: before + NEWEST * (rate - before) });
    },
  };
}

/** Each combination of operators has its own rate, because composites solve a system before their calls. */
function keyOf({ provider, operator }: Recipe): string {
  return `${provider} ${operator.join('+')}`;
}
