/** The module, for Electron's `-r`, that holds the program back until Playwright listens. */
export function playwrightLoader(): string;
