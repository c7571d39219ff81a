// `npm run audit`: asks the registry for known vulnerabilities of all shipped packages, bundled or not. It exits with
// status 1 if one of moderate or higher severity has no argument in shipped/argued.json, and with 2 if the registry
// doesn't answer.
import { askNpm } from './shipped/npm.mjs';
import { readJson, shippedPackages } from './shipped/packages.mjs';

const GRAVE = ['moderate', 'high', 'critical'];

const shipped = shippedPackages();
const faults = faultsOf(new Set(shipped.map(({ folder }) => folder)));
const argued = readJson('src-main/setup/shipped/argued.json');
const open = faults.filter(({ id, severity }) => GRAVE.includes(severity) && !Object.hasOwn(argued, id));
for (const { id, name, folders, severity, title, url } of faults) {
  const reason = argued[id] ?? (GRAVE.includes(severity) ? 'open' : 'of little weight');
  console.log(`${severity}: ${name} (${folders.join(', ')}): ${title}, ${url}: ${reason}`);
}
console.log(`${shipped.length} shipped packages, ${faults.length} known faults, ${open.length} of them open`);
process.exit(open.length > 0 ? 1 : 0);

/** The advisories on shipped packages themselves. A package that depends on one isn't another vulnerability. */
function faultsOf(folders) {
  const { vulnerabilities } = npmAudit();
  return Object.values(vulnerabilities).flatMap(({ name, nodes, via }) => {
    const here = nodes.filter((node) => folders.has(node));
    if (here.length === 0) return [];
    return via
      .filter((cause) => typeof cause === 'object')
      .map(({ url, title, severity }) => ({
        id: url.split('/').at(-1),
        name,
        folders: here,
        severity,
        title,
        url,
      }));
  });
}

function npmAudit() {
  const { stdout } = askNpm(['audit', '--json']);
  const answer = parsed(stdout);
  if (answer?.vulnerabilities) return answer;
  console.error(
    `Nothing was audited: the registry doesn't answer. ${answer?.message ?? answer?.error?.summary ?? stdout}`,
  );
  return process.exit(2);
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
