/** The tones in which a photo can be shown and saved whatever its own are: black and white, and brown. */
export const TONINGS = ['neutral', 'sepia'] as const;
export type Toning = (typeof TONINGS)[number];
