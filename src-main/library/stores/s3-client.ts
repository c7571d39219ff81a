import { S3Client } from '@aws-sdk/client-s3';
import { errorCode } from '../../imaging/open-file';

let opened: S3Client | undefined;

/** The process's one client: its connections stay open from photo to photo. */
export function s3Client(): S3Client {
  opened ??= newClient();
  return opened;
}

/**
 * A client by the SDK's own standard settings: AWS_ACCESS_KEY_ID and the other credentials, AWS_REGION, and
 * AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL for a store that isn't Amazon's.
 */
function newClient(): S3Client {
  // The program's floor is Node 20; of what the SDK says about it, its users can change nothing.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const isOther = Boolean(process.env['AWS_ENDPOINT_URL_S3'] || process.env['AWS_ENDPOINT_URL']);
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'];
  return new S3Client({
    // Other stores often have no host name for each bucket, and don't mind the region that a signature needs.
    ...(isOther && { forcePathStyle: true, region: region ?? 'us-east-1' }),
  });
}

/** Whether a store said that something isn't there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && ['NotFound', 'NoSuchKey', 'NoSuchBucket'].includes(error.name);
}

/** What went wrong, for the brackets of a sentence. */
export function s3Detail(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.name : String(error));
}
