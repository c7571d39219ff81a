// Finds, or with CI set makes, the Python environment of models/training.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from '../../src-main/setup/install.mjs';

const NEEDED = 'import hatchling, numpy, onnx, onnxruntime, PIL, pytest, ruff, torch';

/** The interpreter to run the training tests with, or undefined where there is none. */
export function pythonForTraining() {
  const own = join(root, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const candidates = [process.env.DAGUERRE_PYTHON, own, 'python3', 'python'].filter(Boolean);
  const found = candidates.find(hasPackages);
  if (found || !process.env.CI) return found;
  console.error('Making the Python environment of the training tests (once) ...');
  const requirements = join(root, 'models', 'training', 'requirements.txt');
  const made =
    (existsSync(own) || run('python3', ['-m', 'venv', join(root, '.venv')]) === 0) &&
    run(own, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]) === 0;
  if (made && hasPackages(own)) return own;
  console.error('The Python environment could not be made: python3 with venv, pip and a network are needed.');
  process.exit(1);
}

function hasPackages(python) {
  return spawnSync(python, ['-c', NEEDED], { stdio: 'ignore' }).status === 0;
}
