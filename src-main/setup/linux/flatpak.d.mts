export function writeFlatpak(folder?: string): string;
