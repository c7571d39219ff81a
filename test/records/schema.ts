import { z } from '../../src-main/contract/schema';

const whole = z.int().min(0);
const positive = z.number().positive();

/** Processes that were killed at random moments; `inTheMiddle`: before their work was done. */
const kills = z.object({
  kinds: z.array(z.object({ kind: z.string(), kills: whole, inTheMiddle: whole, orphans: whole })),
});

/** `kept`: handles of deleted pictures, of which sharp releases none under Electron; not in runs without it. */
const usage = z.object({ megabytes: whole, handles: whole, kept: whole.exactOptional(), files: whole });

/** Restorations in one studio, some of which lose a process; readings half-way between two crashes. */
const soak = z.object({
  restorations: whole,
  crashes: whole,
  /** Restorations that failed with their process; all others were done. */
  failed: whole,
  early: usage,
  late: usage,
  ratio: positive,
});

/** What is kept of each kind of long run, beside where and when it ran. */
export const FIGURES = {
  /** A large tree restored undisturbed, and again by runs that are killed. */
  batch: z.object({
    /** Files that are named as photos. */
    files: whole,
    done: whole,
    failed: whole,
    skipped: whole,
    /** Which of the ten kinds of broken files the tree holds. */
    brokenKinds: whole,
    /** Photos whose names are of such a kind. */
    names: z.object({
      sharedStem: whole,
      composed: whole,
      decomposed: whole,
      emoji: whole,
      spaces: whole,
      long: whole,
    }),
    /** Whether folders and files closed by permissions were among them. */
    permissions: z.boolean(),
    kills: whole,
    /** Kills that came while photos were left to be done. */
    killsInTheMiddle: whole,
    restoredTwice: whole,
    calmSeconds: positive,
    killedSeconds: positive,
    millisecondsPerPhoto: positive,
  }),
  /** Resident memory of all of a batch's processes. */
  memory: z.object({ early: positive, late: positive, ratio: positive }),
  /** How much of a batch's time its network is at work. */
  throughput: z.object({ photos: whole, share: positive }),
  /** Photos in tiles against the same without, in 8-bit levels. */
  tiled: z.object({
    cases: z.array(
      z.object({
        operator: z.string(),
        tile: whole,
        tiles: whole,
        rms: z.number(),
        worst: z.number(),
        seam: z.number(),
      }),
    ),
  }),
  soak,
  /** The same in one window, whose page crashes as well. `started`: engine processes until then, each of which costs Electron a handle. */
  'soak-window': soak.extend({
    early: usage.extend({ started: whole }),
    late: usage.extend({ started: whole }),
    /** The most handles of deleted pictures at any save. */
    mostKept: whole,
  }),
  'kills-command-line': kills,
  'kills-batch': kills,
  'kills-worker': kills,
  'kills-window': kills,
  /** Files and messages with something wrong. A find is a crash, a hang, too much memory, a fault without a sentence, or a leftover. */
  fuzz: z.object({
    seed: whole,
    files: whole,
    finds: whole,
    kinds: z.array(
      z.object({
        kind: z.string(),
        files: whole,
        read: whole,
        refused: whole,
        worstSeconds: z.number(),
        worstMegabytes: whole,
      }),
    ),
  }),
  /** A batch's wall time against the engine's own on the same photos, in turns. */
  'batch-against-engine': z.object({
    photos: whole,
    rounds: z.array(z.object({ engineSeconds: positive, batchSeconds: positive })),
    ratio: positive,
    bar: positive,
  }),
} as const;
export type RecordKind = keyof typeof FIGURES;
export type Figures<Kind extends RecordKind> = z.output<(typeof FIGURES)[Kind]>;

/** A record's file. */
export const recordSchema = z.strictObject({
  what: z.string(),
  date: z.iso.datetime(),
  seconds: positive,
  cores: z.int().positive(),
  processor: z.string(),
  memoryGB: positive,
  node: z.string(),
  platform: z.string(),
  /** SHA-256 of the sources that ran (sources.ts). */
  sources: z.string().regex(/^[0-9a-f]{64}$/),
  /** By the schema of its kind. */
  figures: z.unknown(),
});
