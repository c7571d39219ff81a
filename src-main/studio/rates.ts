import { join } from 'node:path';
import type { Recipe } from '../contract/recipe';
import type { Said } from '../contract/said';
import { z } from '../contract/schema';
import { openJsonFile } from './json-file';

/** How fast this machine restores, by what was measured here, kept between starts. */
export interface Rates {
  /** Seconds per million pixels of the network; of other repairs on the same provider where these weren't timed yet. */
  secondsPerMegapixel(recipe: Recipe): number | undefined;
  /** Notes a run of so many pixels. */
  add(recipe: Recipe, seconds: number, pixels: number): Promise<void>;
  /** Runs a measurement, or waits for the one that runs. */
  measure(work: () => Promise<void>): Promise<void>;
}

/** Share of the newest run in a rate: the machine is busier at one time than at another. */
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
      const measured = seconds / (pixels / 1e6);
      const before = file.value[key] ?? measured;
      return file.set({ ...file.value, [key]: before + NEWEST * (measured - before) });
    },
  };
}

/** Composites solve a system before their calls, so that each combination has a rate of its own. */
function keyOf({ provider, operator }: Recipe): string {
  return `${provider} ${operator.join('+')}`;
}
