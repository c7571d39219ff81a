import type { RawPicture } from './raw-picture';

/** Returns the profile if its colour space is the picture's; a colourised grey scan must not keep a grey profile. */
export function matchingProfile(
  profile: Uint8Array | undefined,
  picture: Pick<RawPicture, 'channels'>,
): Uint8Array | undefined {
  if (!profile) return undefined;
  const space = String.fromCharCode(...profile.subarray(16, 20));
  return space === (picture.channels < 3 ? 'GRAY' : 'RGB ') ? profile : undefined;
}
