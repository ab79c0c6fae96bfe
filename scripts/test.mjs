/**
 * npm test: installs, builds, checks types, lint, format and boundaries, and runs every test. Ends with one line
 * `N passed, N failed, N skipped`, after the reason of each skip. A failed check counts as one failed test.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { buildWeb, install, root, run } from './project.mjs';

install();

const checks = [
  ['build', 'tsc', ['-b']],
  ['types of tests', 'tsc', ['-p', 'tsconfig.tests.json']],
  ['types of the browser application', 'tsc', ['-p', 'packages/web', '--noEmit']],
  ['types of its tests', 'tsc', ['-p', 'packages/web/test', '--noEmit']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'biome', ['format', '.']],
  ['boundaries', 'node', ['scripts/check-boundaries.mjs']],
];

let passed = 0;
const failures = [];
for (const [name, command, args] of checks) {
  console.log(`\n── ${name}`);
  if (run(command, args) === 0) passed += 1;
  else failures.push(`check: ${name}`);
}

console.log('\n── browser application');
buildWeb();

const folder = mkdtempSync(join(tmpdir(), 'bellwether-test-'));
const report = join(folder, 'report.json');
console.log('\n── tests');
const exit = run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);

const skipped = [];
try {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'));
  for (const file of testResults) {
    const where = relative(root, file.name);
    if (file.assertionResults.length === 0 && file.status === 'failed')
      failures.push(`${where}: ${file.message.split('\n')[0]}`);
    for (const test of file.assertionResults) {
      if (test.status === 'passed') passed += 1;
      else if (test.status === 'failed') failures.push(`${where}: ${test.fullName}`);
      else skipped.push(`${where}: ${test.fullName}`);
    }
  }
} catch (error) {
  failures.push(`tests: no report (${error.message})`);
}
if (exit !== 0 && failures.length === 0) failures.push('tests: vitest ended with an error outside a test');
rmSync(folder, { recursive: true, force: true });

if (skipped.length > 0) console.log(`\nSkipped:\n${skipped.map((line) => `  ${line}`).join('\n')}`);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((line) => `  ${line}`).join('\n')}`);
console.log(`\n${passed} passed, ${failures.length} failed, ${skipped.length} skipped`);
process.exit(failures.length === 0 ? 0 : 1);
