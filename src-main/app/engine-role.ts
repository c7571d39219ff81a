import { app } from 'electron';

/**
 * Runs this process as an engine process, without a window. Its parent is another engine process, at the other end of
 * Node's message channel.
 */
export async function runEngine(kind: string): Promise<void> {
  app.dock?.hide();
  if (kind === 'compute') await import('../processes/compute');
  else app.exit(1);
}
