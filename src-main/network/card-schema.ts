import { z } from '../contract/schema';
import { GEOMETRY_LENGTH } from '../operators/model/forward-model';

/** Protobuf doesn't support longer messages. */
export const MOST_MODEL_BYTES = 2 ** 31;

/** Version of the network's contract (inputs, outputs, meaning of `geometry`) that this program supports. */
export const CONTRACT_VERSION = 2;

/** Limits on a card's content: many times as much as the program's own cards have. */
const word = z.string().max(1000);
const MANY = 100;

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
  /** A specialist is used for recipes with one of these operators; by default with any of its own. */
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
