/** Loads something by address; rejects where it can't be had. */
export type Load<Value> = (address: string) => Promise<Value>;

/** A bounded store of what is loaded by address. */
export interface TileCache<Value> {
  /** What is there, which thereby counts as just used. */
  get(address: string): Value | undefined;
  /** Whether it is there or can't be had. */
  settled(address: string): boolean;
  /**
   * What is to be loaded, the most urgent first: it replaces what was wanted before. What is on its way stays on it;
   * nothing wanted is dropped to make room.
   */
  want(addresses: readonly string[]): void;
  /** Drops everything; what is on its way is dropped when it arrives. */
  clear(): void;
}

export interface CacheLimits {
  /** How many to keep. */
  readonly kept: number;
  /** How many to load at once. */
  readonly loading: number;
}

/** How often an address that failed is tried. */
const TRIES = 3;

/** A cache that drops what was used longest ago. `arrived` is called whenever something has arrived. */
export function createTileCache<Value>(
  load: Load<Value>,
  limits: CacheLimits,
  arrived: () => void,
  drop: (value: Value) => void = () => {},
): TileCache<Value> {
  // A Map keeps the order of insertion: the first is the one used longest ago.
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
