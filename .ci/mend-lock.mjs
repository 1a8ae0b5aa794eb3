// `npm ci` calls a lock file out of sync when it lacks optional packages of other platforms, and some registries do
// not carry all of them. This writes a stub for each one that is missing; npm keeps the stubs afterwards.
// Run it after every `npm install` that changes package-lock.json: node .ci/mend-lock.mjs
import { readFileSync, writeFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const CPUS = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];
const OSES = ['darwin', 'linux', 'win32', 'freebsd', 'android', 'openbsd', 'netbsd', 'sunos', 'aix', 'openharmony'];

for (const [path, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const places = [`${path ? path + '/' : ''}node_modules/${name}`, `node_modules/${name}`];
    if (places.some((place) => lock.packages[place])) continue;
    const words = name.split(/[-/]/);
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: CPUS.filter((cpu) => words.includes(cpu)),
      optional: true,
      os: OSES.filter((os) => words.includes(os)),
    };
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
for (const entry of Object.values(lock.packages)) delete entry.resolved;
writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
