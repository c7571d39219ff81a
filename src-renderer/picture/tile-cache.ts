/** Loads something by address; rejects if that fails. */
export type Load<Value> = (address: string) => Promise<Value>;

/** A bounded cache of values that are loaded by address. */
export interface TileCache<Value> {
  /** The loaded value, which then counts as just used. */
  get(address: string): Value | undefined;
  /** Whether it is loaded or can't be loaded. */
  settled(address: string): boolean;
  /**
   * Sets the addresses to load, most urgent first, and replaces the previous ones. Running loads continue; wanted values
   * are never dropped.
   */
  want(addresses: readonly string[]): void;
  /** Drops everything; values of running loads are dropped when they arrive. */
  clear(): void;
}

export interface CacheLimits {
  /** Number of values to keep. */
  readonly kept: number;
  /** Number of simultaneous loads. */
  readonly loading: number;
}

/** Number of attempts per address. */
const TRIES = 3;

/** A cache that drops the least recently used values. `arrived` is called whenever a load ends. */
export function createTileCache<Value>(
  load: Load<Value>,
  limits: CacheLimits,
  arrived: () => void,
  drop: (value: Value) => void = () => {},
): TileCache<Value> {
  // A Map keeps the insertion order, so the first entry is the least recently used.
  const kept = new Map<string, Value>();
  const failures = new Map<string, number>();
  const loading = new Set<string>();
  let wanted = new Set<string>();
  let era = 0;

  const failed = (address: string) => (failures.get(address) ?? 0) >= TRIES;
  const trim = () => {
    for (const [address, value] of kept) {
      if (kept.size <= limits.kept) return;
      if (wanted.has(address)) continue;
      kept.delete(address);
      drop(value);
    }
  };
  const begin = async (address: string) => {
    const born = era;
    loading.add(address);
    try {
      const value = await load(address);
      if (born === era) {
        kept.set(address, value);
        failures.delete(address);
        trim();
      } else drop(value);
    } catch {
      if (born === era) failures.set(address, (failures.get(address) ?? 0) + 1);
    }
    if (born !== era) return;
    loading.delete(address);
    arrived();
    next();
  };
  const next = () => {
    for (const address of wanted) {
      if (loading.size >= limits.loading) return;
      if (!kept.has(address) && !loading.has(address) && !failed(address)) void begin(address);
    }
  };

  return {
    get(address) {
      const value = kept.get(address);
      if (value !== undefined) {
        kept.delete(address);
        kept.set(address, value);
      }
      return value;
    },
    settled: (address) => kept.has(address) || failed(address),
    want(addresses) {
      wanted = new Set(addresses);
      next();
    },
    clear() {
      era++;
      for (const value of kept.values()) drop(value);
      kept.clear();
      failures.clear();
      loading.clear();
      wanted = new Set();
    },
  };
}
