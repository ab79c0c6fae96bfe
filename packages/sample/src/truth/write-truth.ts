import { closeSync, openSync, writeSync } from 'node:fs';
import type { Truth } from './truth.js';

/** Writes truth.json with one figure a line, so that two versions can be compared by eye. */
export function writeTruth(path: string, truth: Truth): void {
  const file = openSync(path, 'w');
  try {
    const { figures, legs, cohorts, ...head } = truth;
    const body = JSON.stringify(head, null, 2);
    writeSync(file, `${body.slice(0, body.lastIndexOf('\n}'))},\n`);
    writeMap(file, 'figures', figures, ',');
    writeMap(file, 'cohorts', cohorts, ',');
    writeMap(file, 'legs', legs, '');
    writeSync(file, '}\n');
  } finally {
    closeSync(file);
  }
}

function writeMap(file: number, name: string, map: object, end: string): void {
  const entries = Object.entries(map);
  writeSync(file, `  ${JSON.stringify(name)}: {\n`);
  entries.forEach(([key, value], index) => {
    writeSync(
      file,
      `    ${JSON.stringify(key)}: ${JSON.stringify(value)}${index < entries.length - 1 ? ',' : ''}\n`,
    );
  });
  writeSync(file, `  }${end}\n`);
}
