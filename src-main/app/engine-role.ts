import { app } from 'electron';

/**
 * Runs this process as one of the engine's, without a window: its parent, itself a process of the engine, is at the
 * other end of Node's message channel.
 */
export async function runEngine(kind: string): Promise<void> {
  app.dock?.hide();
  if (kind === 'compute') await import('../processes/compute');
  else app.exit(1);
}
