/** A project with the package daguerre-engine (engine-package.mjs). */
export interface ProjectWithEngine {
  readonly folder: string;
  /** The files of the package, as npm packs them. */
  readonly files: readonly string[];
  remove(): void;
}

export function projectWithEngine(options?: {
  /** A folder of examples/engine that is copied into the project. */
  readonly example?: string;
  /** Packages that are installed beside. */
  readonly others?: readonly string[];
}): ProjectWithEngine;
