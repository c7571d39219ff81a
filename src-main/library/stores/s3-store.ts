import { createReadStream, createWriteStream } from 'node:fs';
import { stat, utimes } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { badRequest, failure } from '../../contract/errors';
import { quoted, said } from '../../contract/said';
import { hashValue } from '../hashes';
import type { Scan, ScanOptions } from '../scan';
import { Vanished } from '../task';
import { isMissing, s3Client, s3Detail } from './s3-client';
import { type Listed, scanListed } from './scan-listed';
import type { ResultLookup, Store } from './store';

/** Opens `s3://bucket/prefix`. Throws a PlainError (bad request) if the root has another form. */
export function openS3Store(root: string): Store {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]*)\/?(.*)$/.exec(root) ?? [];
  if (bucket === '') throw badRequest(quoted(`${root} names no bucket; it must be s3://BUCKET/PREFIX.`));
  return new S3Store(s3Client(), bucket, prefix.replace(/\/+$/, ''));
}

/** A prefix of a bucket. Photos are fetched to be restored, and results are sent when they are complete. */
class S3Store implements Store {
  readonly root: string;
  readonly isFolder = false;
  readonly #client: S3Client;
  readonly #bucket: string;
  /** The prefix of every key; empty, or ending with a slash. */
  readonly #start: string;

  constructor(client: S3Client, bucket: string, prefix: string) {
    this.#client = client;
    this.#bucket = bucket;
    this.#start = prefix === '' ? '' : `${prefix}/`;
    this.root = `s3://${bucket}${prefix === '' ? '' : `/${prefix}`}`;
  }

  async requireReadable(): Promise<void> {
    try {
      await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: this.#start, MaxKeys: 1 }),
      );
    } catch (error) {
      throw badRequest(
        quoted(
          `${this.root} can't be read (${s3Detail(error)}); check its name, the credentials and the endpoint.`,
        ),
        error,
      );
    }
  }

  async scan(options: ScanOptions, signal?: AbortSignal): Promise<Scan> {
    return scanListed(await this.#list(signal), this.root, options);
  }

  async lookUpResults(): Promise<ResultLookup> {
    const paths = new Set((await this.#list()).map(({ path }) => path));
    const isThere = (path: string) => paths.has(path);
    return { exists: isThere, isFile: isThere };
  }

  async has(path: string): Promise<boolean> {
    try {
      await this.#client.send(new HeadObjectCommand(this.#object(path)));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw this.#unreadable(path, error);
    }
  }

  async holdsAnything(): Promise<boolean> {
    return true;
  }

  async fetch(path: string, folder: string, signal: AbortSignal): Promise<string> {
    const file = this.placeFor(path, folder);
    try {
      const answer = await this.#client.send(new GetObjectCommand(this.#object(path)), {
        abortSignal: signal,
      });
      if (!(answer.Body instanceof Readable)) throw new TypeError('no body');
      await pipeline(answer.Body, createWriteStream(file), { signal });
      // The copy gets the store's time, because the ledger compares a photo's time.
      if (answer.LastModified) await utimes(file, answer.LastModified, answer.LastModified);
    } catch (error) {
      signal.throwIfAborted();
      if (isMissing(error)) throw new Vanished(this.#nameOf(path));
      throw this.#unreadable(path, error);
    }
    return file;
  }

  placeFor(path: string, folder: string): string {
    // Hashed, because a key may be too long for a file name or contain invalid characters.
    return join(folder, `${hashValue(path).slice(0, 16)}${extname(path)}`);
  }

  async deliver(path: string, file: string, signal: AbortSignal): Promise<void> {
    try {
      const { size } = await stat(file);
      // A single request (the protocol allows 5 GB), so that the store shows the result only when it is complete.
      const body = { Body: createReadStream(file), ContentLength: size };
      await this.#client.send(new PutObjectCommand({ ...this.#object(path), ...body }), {
        abortSignal: signal,
      });
    } catch (error) {
      signal.throwIfAborted();
      throw failure(said('notWritten', { path: this.#nameOf(path), detail: s3Detail(error) }), error);
    }
  }

  // No proof is needed, because every machine sees the same bucket.
  async leaveProof(): Promise<void> {}

  async removeProof(): Promise<void> {}

  async seesProof(): Promise<boolean> {
    return true;
  }

  #nameOf(path: string): string {
    return `${this.root}/${path}`;
  }

  #object(path: string): { Bucket: string; Key: string } {
    return { Bucket: this.#bucket, Key: this.#start + path };
  }

  #unreadable(path: string, error: unknown): Error {
    return failure(said('photoUnreadable', { path: this.#nameOf(path), code: s3Detail(error) }), error);
  }

  async #list(signal?: AbortSignal): Promise<Listed[]> {
    const found: Listed[] = [];
    let token: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({
          Bucket: this.#bucket,
          Prefix: this.#start,
          ...(token !== undefined && { ContinuationToken: token }),
        }),
        { ...(signal && { abortSignal: signal }) },
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? [])
        found.push({
          path: Key.slice(this.#start.length),
          bytes: Size,
          modified: LastModified?.getTime() ?? 0,
        });
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }
}
