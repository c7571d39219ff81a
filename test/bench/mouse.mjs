import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The time between two events of an ordinary mouse. */
export const EVENT_MS = 8;
/** Events of a stroke, and strokes to have ready: more than any restoration here takes. */
const STROKE = { events: 40, most: 600 };

/**
 * Has the screen's own mouse draw strokes in a box of the screen without pause until a promise is settled, whose value
 * it gives. A program of its own sends the events: by the browser's protocol they would cost as much as what is
 * measured.
 */
export async function strokesUntil(until, box, folder) {
  // Arcs of changing sizes, so most of a stroke lies on unpainted ground.
  const at = (stroke, turn) => {
    const radius = 0.1 + 0.3 * ((stroke * 0.618) % 1);
    const x = box.x + box.width * (0.5 + radius * Math.cos(turn));
    const y = box.y + box.height * (0.5 + radius * Math.sin(turn));
    return `mousemove ${Math.round(x)} ${Math.round(y)}`;
  };
  const lines = [];
  for (let stroke = 0; stroke < STROKE.most; stroke++) {
    lines.push(at(stroke, stroke), 'mousedown 1');
    for (let i = 1; i <= STROKE.events; i++)
      lines.push(at(stroke, stroke + i / 10), `sleep ${EVENT_MS / 1000}`);
    lines.push('mouseup 1');
  }
  const script = join(folder, 'strokes');
  await writeFile(script, lines.join('\n'));
  const mouse = spawn('xdotool', [script], { stdio: 'inherit' });
  const value = await until;
  const ended = once(mouse, 'exit');
  mouse.kill();
  await ended;
  spawnSync('xdotool', ['mouseup', '1']);
  return value;
}
