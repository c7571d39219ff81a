import type { ElectronApplication } from '@playwright/test';

export function closeUnasked(app: ElectronApplication): Promise<void>;
