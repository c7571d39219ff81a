import { failure, type PlainError } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { CONTRACT_VERSION, type ModelCard, modelCard, sameTensors } from './card-schema';
import { modelFileSize, readCardJson, readModelFile } from './model-files';
import { readOpset } from './onnx-file';

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
  const size = await modelFileSize(path);
  const card = await readCard(cardPath(path));
  if (card.contract !== CONTRACT_VERSION || !sameTensors(card.inputs, card.outputs)) {
    throw failure(said('modelVersion', { path, contract: card.contract, needed: CONTRACT_VERSION }));
  }
  // One of another length isn't read at all.
  const file = size === card.bytes ? await readModelFile(path) : undefined;
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

export async function readCard(path: string): Promise<ModelCard> {
  const card = modelCard.safeParse(await readCardJson(path));
  if (!card.success) {
    const where = card.error.issues[0]?.path.join('.') ?? '';
    throw failure(said('cardUnusable', { path, field: where }), card.error);
  }
  return card.data;
}
