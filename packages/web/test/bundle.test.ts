import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWeb, temporaryFolder } from './served.js';

const folder = temporaryFolder();
let root: string;
let page: string;

beforeAll(async () => {
  root = await buildWeb(folder.path);
  page = readFileSync(join(root, 'index.html'), 'utf8');
});
afterAll(folder.remove);

describe('what a browser loads first', () => {
  it('is less than 200 kB of script, compressed', () => {
    const scripts = [...page.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map((match) => match[1] ?? '');
    expect(scripts.length).toBeGreaterThan(0);
    const bytes = scripts.reduce((sum, path) => sum + gzipSync(readFileSync(join(root, path))).length, 0);
    expect(bytes).toBeLessThan(200_000);
  });
  it('holds no inline script and no style attribute: the content policy would stop them', () => {
    expect(page).not.toMatch(/<script(?![^>]* src=)/);
    expect(page).not.toMatch(/ style=| on[a-z]+=|javascript:/);
  });
});
