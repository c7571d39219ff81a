export function debianChangelog(markdown: string, maintainer: string): string;
