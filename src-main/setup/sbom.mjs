// `npm run sbom [FILE]`: writes a bill of materials of what is installed (CycloneDX, as JSON) to out/daguerre.cdx.json
// or FILE: npm's own list without what isn't shipped, and with the parts that npm doesn't know.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from './install.mjs';
import { nativeParts } from './shipped/native-parts.mjs';
import { askNpm } from './shipped/npm.mjs';
import { readJson, shippedPackages } from './shipped/packages.mjs';

const file = resolve(process.argv[2] ?? join(root, 'out', 'daguerre.cdx.json'));
try {
  const text = `${JSON.stringify(bill(), null, 2)}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(file);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

function bill() {
  const shipped = shippedPackages();
  const whole = npmBill();
  const refs = new Set(shipped.map(({ name, version }) => `${name}@${version}`));
  const packages = whole.components.filter((component) => refs.delete(component['bom-ref']));
  if (refs.size > 0) throw new Error(`npm's bill of materials lacks ${[...refs].join(', ')}.`);
  const others = [...shipped.flatMap(nativeParts), ...models()];
  const { component, ...metadata } = whole.metadata;
  return {
    ...whole,
    metadata: { ...metadata, component: { ...component, type: 'application', name: 'daguerre' } },
    components: [...packages.map(asShipped), ...others.map(({ component }) => component)],
    dependencies: dependencies(component['bom-ref'], whole.dependencies, packages, others),
  };
}

function npmBill() {
  const { status, stdout, stderr } = askNpm(['sbom', '--sbom-format=cyclonedx']);
  if (status !== 0) throw new Error(`npm makes no bill of materials: ${stderr}`);
  return JSON.parse(stdout);
}

/** npm marks bundled packages as development dependencies, but they are part of what is installed. */
function asShipped({ properties = [], ...component }) {
  const isOfShipping = ({ name }) => name !== 'cdx:npm:package:development';
  return { ...component, scope: 'required', properties: properties.filter(isOfShipping) };
}

/** The networks, described by their cards. */
function models() {
  return readdirSync(join(root, 'models'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const { file, version, licence } = readJson(join('models', name));
      const sum = createHash('sha256')
        .update(readFileSync(join(root, 'models', file)))
        .digest('hex');
      return {
        component: {
          'bom-ref': `models/${file}`,
          type: 'machine-learning-model',
          name: file,
          version,
          hashes: [{ alg: 'SHA-256', content: sum }],
          licenses: [{ license: { id: licence } }],
        },
      };
    });
}

/**
 * The dependencies among shipped components. A component that only unshipped ones need becomes a dependency of the
 * program itself.
 */
function dependencies(program, edges, packages, others) {
  const kept = new Set([program, ...packages.map((component) => component['bom-ref'])]);
  const known = edges
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => kept.has(other)) }));
  const needs = new Map(known.map(({ ref, dependsOn }) => [ref, new Set(dependsOn)]));
  for (const { component, partOf = program } of others) {
    needs.get(partOf).add(component['bom-ref']);
    needs.set(component['bom-ref'], new Set());
  }
  const needed = new Set([...needs].flatMap(([ref, others]) => (ref === program ? [] : [...others])));
  for (const ref of needs.keys()) if (ref !== program && !needed.has(ref)) needs.get(program).add(ref);
  return [...needs].map(([ref, dependsOn]) => ({ ref, dependsOn: [...dependsOn] }));
}
