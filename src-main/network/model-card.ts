import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { failure, type PlainError } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { z } from '../contract/schema';
import { GEOMETRY_LENGTH } from '../operators/model/forward-model';
import { readOpset } from './onnx-file';
import { isAsBuilt } from './own-models';

/** Version of the network's contract (inputs, outputs, meaning of `geometry`) that this program supports. */
export const CONTRACT_VERSION = 2;

/** Bounds on what a card holds: many times as much as any card of ours. */
const MOST_CARD_BYTES = 2 ** 20;
const word = z.string().max(1000);
const MANY = 100;
/** Protobuf itself has no longer messages. */
const MOST_MODEL_BYTES = 2 ** 31;

const dimension = z.union([z.int().positive(), word]);
const tensor = z.object({ name: word, type: word, dims: z.array(dimension).max(MANY) });
const range = z.tuple([z.number(), z.number()]);

/** The JSON file beside an .onnx file that describes it and its training. Unknown fields are kept. */
export const modelCard = z.looseObject({
  name: word,
  version: word,
  contract: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive().max(MOST_MODEL_BYTES),
  opset: z.int().positive(),
  inputs: z.array(tensor).max(MANY),
  outputs: z.array(tensor).max(MANY),
  /** Range of noise levels sigma in training. */
  sigma: range,
  /** Range of measurement noise sigma_y in training, unless the operator's own entry has another. */
  sigmaY: range,
  /** Factors of block means in training. */
  blockMeans: z.array(z.int()).max(MANY),
  /** Operators in training, with their ranges; `grain` is the correlation of coloured noise, in pixels. */
  operators: z
    .record(word, z.looseObject({ sigmaY: range.optional(), grain: range.optional() }))
    .refine((operators) => Object.keys(operators).length <= MANY),
  /** A specialist is asked for recipes with one of these operators; left out, for those with any of its own. */
  specialty: z.array(word).max(MANY).optional(),
  /** Model files beside this one that are better at the operators of their own cards. */
  specialists: z
    .array(z.string().regex(/^[\w.-]{1,200}\.onnx$/))
    .max(MANY)
    .optional(),
});
export type ModelCard = z.infer<typeof modelCard>;
export type TensorShape = z.infer<typeof tensor>;

/** The network's inputs and outputs in this program; strings are free dimensions. */
export const CONTRACT: { readonly inputs: readonly TensorShape[]; readonly outputs: readonly TensorShape[] } =
  {
    inputs: [
      { name: 'pivot', type: 'float32', dims: ['N', 3, 'H', 'W'] },
      { name: 'anchor', type: 'float32', dims: ['N', 3, 'H', 'W'] },
      { name: 'std', type: 'float32', dims: ['N', 2, 'H', 'W'] },
      { name: 'geometry', type: 'float32', dims: ['N', GEOMETRY_LENGTH] },
    ],
    outputs: [{ name: 'mean', type: 'float32', dims: ['N', 3, 'H', 'W'] }],
  };

/** A model file that matches its card. */
export interface Model {
  readonly path: string;
  readonly card: ModelCard;
  /** The checked bytes. Sessions load these, so exactly what was checked runs. */
  readonly bytes: Uint8Array;
}

/** The path of a model's card: the same name with .json. */
export function cardPath(modelPath: string): string {
  return `${modelPath.replace(/\.onnx$/i, '')}.json`;
}

/**
 * Reads a model and its card. Throws a PlainError that names the file if either is missing or unreadable, or if the
 * contents, opset or contract differ from the card. (The session checks the graph's own inputs.)
 */
export async function loadModel(path: string): Promise<Model> {
  const faults = { missing: 'modelMissing', unreadable: 'modelUnreadable' } as const;
  const size = await sizeOr(path, MOST_MODEL_BYTES, faults);
  const card = await readCard(cardPath(path));
  if (card.contract !== CONTRACT_VERSION || !sameTensors(card.inputs, card.outputs)) {
    throw failure(said('modelVersion', { path, contract: card.contract, needed: CONTRACT_VERSION }));
  }
  // One of another length isn't read at all.
  const file = size === card.bytes ? await readOr(path, MOST_MODEL_BYTES, faults) : undefined;
  if (file?.bytes.length !== card.bytes || file.sum !== card.sha256) {
    throw damaged(path, said('modelChanged'));
  }
  const { bytes } = file;
  const opset = readOpset(bytes);
  if (opset !== card.opset) {
    throw damaged(
      path,
      opset === undefined
        ? said('modelOpsetUnknown', { expected: card.opset })
        : said('modelOpset', { opset, expected: card.opset }),
    );
  }
  return { path, card, bytes };
}

/** The error for a model that doesn't match its card. */
export function damaged(path: string, why: Said): PlainError {
  return failure(said('modelDamaged', { path, card: cardPath(path), why }));
}

/** Whether names, types and fixed dimensions match the contract; the names of free dimensions don't matter. */
export function sameTensors(inputs: readonly TensorShape[], outputs: readonly TensorShape[]): boolean {
  return sameList(inputs, CONTRACT.inputs) && sameList(outputs, CONTRACT.outputs);
}

function sameList(found: readonly TensorShape[], wanted: readonly TensorShape[]): boolean {
  return found.length === wanted.length && wanted.every((tensor, index) => sameTensor(found[index], tensor));
}

function sameTensor(found: TensorShape | undefined, wanted: TensorShape): boolean {
  if (!found || found.name !== wanted.name || found.type !== wanted.type) return false;
  return (
    found.dims.length === wanted.dims.length &&
    wanted.dims.every((size, index) =>
      typeof size === 'number' ? found.dims[index] === size : typeof found.dims[index] === 'string',
    )
  );
}

export async function readCard(path: string): Promise<ModelCard> {
  const file = await readOr(path, MOST_CARD_BYTES, { missing: 'cardMissing', unreadable: 'cardUnreadable' });
  const text = new TextDecoder().decode(file.bytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw failure(said('cardNoJson', { path }), error);
  }
  const card = modelCard.safeParse(json);
  if (!card.success) {
    const where = card.error.issues[0]?.path.join('.') ?? '';
    throw failure(said('cardUnusable', { path, field: where }), card.error);
  }
  return card.data;
}

interface Faults {
  readonly missing: 'modelMissing' | 'cardMissing';
  readonly unreadable: 'modelUnreadable' | 'cardUnreadable';
}

/**
 * A file's bytes and their SHA-256, if it is an ordinary file of at most so many (reading a pipe or a device might never
 * end), and that of the build where it is the program's own.
 */
async function readOr(
  path: string,
  most: number,
  faults: Faults,
): Promise<{ readonly bytes: Uint8Array; readonly sum: string }> {
  await sizeOr(path, most, faults);
  const bytes = await readFile(path).catch((error: unknown) => {
    throw fault(path, error, faults);
  });
  const sum = createHash('sha256').update(bytes).digest('hex');
  if (!isAsBuilt(path, sum)) throw failure(said('modelReplaced', { path }));
  return { bytes, sum };
}

async function sizeOr(path: string, most: number, faults: Faults): Promise<number> {
  const found = await stat(path).catch((error: unknown) => {
    throw fault(path, error, faults);
  });
  if (!found.isFile() || found.size > most) throw failure(said(faults.unreadable, { path }));
  return found.size;
}

function fault(path: string, error: unknown, { missing, unreadable }: Faults): PlainError {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  return failure(said(isMissing ? missing : unreadable, { path }), error);
}
