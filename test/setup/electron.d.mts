export function electronForTests(): Promise<string | undefined>;
