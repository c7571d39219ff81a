import { S3Client } from '@aws-sdk/client-s3';
import { errorCode } from '../../imaging/open-file';

let opened: S3Client | undefined;

/** The process's shared client, which keeps its connections open between photos. */
export function s3Client(): S3Client {
  opened ??= newClient();
  return opened;
}

/**
 * Creates a client with the SDK's standard settings: AWS_ACCESS_KEY_ID and the other credentials, AWS_REGION, and
 * AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL for a store that isn't Amazon's.
 */
function newClient(): S3Client {
  // The program supports Node 20, and its users can't act on the SDK's warning about that.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const isOther = Boolean(process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL']);
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'];
  return new S3Client({
    // Other stores often have no host name for each bucket, and ignore the region, which the signature requires.
    ...(isOther && { forcePathStyle: true, region: region ?? 'us-east-1' }),
  });
}

/** Whether a store's error says that an object or bucket doesn't exist. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchBucket'].includes(error.name);
}

/** A short form of a store's error, for the brackets in a message. */
export function s3Detail(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.name : String(error));
}
