export function startScreen(): Promise<() => void>;
