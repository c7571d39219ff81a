import type { ElectronApplication, Page } from '@playwright/test';

export function showEmpty(page: Page): Promise<void>;
export function showHelp(page: Page): Promise<void>;
export function showMarked(app: ElectronApplication, page: Page): Promise<void>;
export function fontOf(page: Page): Promise<number>;
export function pictureOf(page: Page, theme: 'dark' | 'light'): Promise<Buffer>;
