import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** Which rooms a room may import from (design: arrows run one way). */
const allowed: Readonly<Record<string, readonly string[]>> = {
  schemas: ['schemas'],
  core: ['schemas', 'core'],
  letters: ['schemas', 'core', 'letters'],
  world: ['schemas', 'core', 'world'],
  adapters: ['schemas', 'core', 'world', 'adapters'],
  jobs: ['schemas', 'core', 'letters', 'world', 'jobs'],
  // It runs in Google's spreadsheets: no Node, no adapter, no package.
  'apps-script': ['schemas', 'core', 'apps-script'],
};

/** Packages that one file or folder alone may import. */
const homes: Readonly<Record<string, RegExp>> = {
  exceljs: /^functions\/adapters\/xlsx\/(?:write-book|exceljs-workbook\.d)\.ts$/,
  jszip: /^functions\/adapters\/xlsx\/write-book\.ts$/,
  nodemailer: /^functions\/adapters\/mail\//,
  mjml: /^functions\/letters\/compiled-template\.ts$/,
  mustache: /^functions\/letters\/letter-html\.ts$/,
  'chinese-days': /^functions\/adapters\/holidays\.ts$/,
  'csv-parse': /^functions\/adapters\/roster-file\.ts$/,
  'ical-generator': /^functions\/adapters\/ics\.ts$/,
  docx: /^functions\/adapters\/docx\//,
  fflate: /^functions\/adapters\/docx\//,
  googleapis: /^functions\/adapters\/google\//,
  '@google-cloud/functions-framework': /^functions\/index\.ts$/,
};

/** Where the outside world comes in: they put adapters and jobs together, as scripts do; `functions/http/` stands before them. */
const doors = ['functions/index.ts', 'functions/doors.ts'];

interface Import {
  readonly file: string;
  readonly target: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`);
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const pattern = /(?:from\s+|import\s*\(\s*|import\s+)'([^']+)'/g;
  return [...text.matchAll(pattern)].map((match) => ({ file, target: match[1] ?? '' }));
}

function roomOf(file: string): string {
  if (file.startsWith('schemas/')) return 'schemas';
  if (file.startsWith('apps-script/')) return 'apps-script';
  const [, room = ''] = /^functions\/(core|letters|adapters|jobs)\//.exec(file) ?? [];
  // world.ts and what stands beside it on the same page: errors, the imagined world of a dry run.
  return room || 'world';
}

const house = [...sources('schemas'), ...sources('functions'), ...sources('apps-script')].filter(
  (file) => !doors.includes(file) && !file.startsWith('functions/http/'),
);
const imports = house.flatMap(importsOf);

describe('the house', () => {
  it('has arrows that run one way', () => {
    const wrong = imports
      .filter(({ target }) => target.startsWith('.'))
      .filter(({ file, target }) => {
        const to = relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/');
        return !allowed[roomOf(file)]?.includes(roomOf(to));
      });
    expect(wrong).toEqual([]);
    expect(imports.length).toBeGreaterThan(100);
  });

  it('keeps Node out of schemas, and the world out of core and letters', () => {
    const node = imports.filter(
      ({ file, target }) =>
        target.startsWith('node:') && ['schemas', 'core', 'letters', 'jobs', 'apps-script'].includes(roomOf(file)),
    );
    // Hashing is arithmetic, not the outside world.
    expect(node).toEqual([{ file: 'functions/core/event-id.ts', target: 'node:crypto' }]);
  });

  it('gives each package one home', () => {
    const strangers = imports.filter(({ file, target }) => {
      const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '');
      const home = homes[name];
      return home !== undefined && !home.test(file);
    });
    expect(strangers).toEqual([]);
    const inTheSheet = imports.filter(({ file, target }) => roomOf(file) === 'apps-script' && !target.startsWith('.'));
    expect(inTheSheet).toEqual([]);
  });
});
