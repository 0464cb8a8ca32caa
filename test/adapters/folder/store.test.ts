import { spawn } from 'node:child_process';
import fs, {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import path, { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { initDistrict } from '../../../functions/adapters/folder/init.ts';
import { newFolderStore, openFolderStore } from '../../../functions/adapters/folder/store.ts';
import { readRosterFile } from '../../../functions/adapters/roster-file.ts';
import { contentHash } from '../../../functions/core/event-id.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import { rosterColumns, type School } from '../../../schemas/roster.ts';
import { schoolFolder } from '../../../schemas/tree.ts';
import { inProcess } from '../../support/in-process.ts';

const storeModule = pathToFileURL(resolve(import.meta.dirname, '../../../functions/adapters/folder/store.ts')).href;
const place = '学校/371311001 示例小学';
const report = `${place}/2018年09月.xlsx`;
const places: string[] = [];
const undo: (() => void)[] = [];

afterEach(() => {
  for (const step of undo.splice(0)) step();
  syncBuiltinESMExports();
});
afterAll(() => {
  for (const folder of places) rmSync(folder, { recursive: true, force: true });
});

function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'anxiao-store-'));
  places.push(root);
  mkdirSync(join(root, place), { recursive: true });
  return root;
}

function bytesOf(text: string): { bytes: Uint8Array; hash: string } {
  const bytes = Buffer.from(text);
  return { bytes, hash: contentHash(bytes) };
}

/** What a function of the file system does instead, until the test is over. */
function instead(
  name: 'readdirSync' | 'readFileSync',
  make: (real: (path: string) => unknown) => (path: string) => unknown,
): void {
  const holder = fs as unknown as Record<string, unknown>;
  const real = holder[name] as (...args: unknown[]) => unknown;
  holder[name] = (...args: unknown[]) => make((path) => real(path, ...args.slice(1)))(String(args[0]));
  undo.push(() => {
    holder[name] = real;
  });
  syncBuiltinESMExports();
}

describe('putting a new file in place', () => {
  it('never writes over one that is there', async () => {
    const root = newRoot();
    const store = newFolderStore(root);
    writeFileSync(join(root, report), 'typed by a school');
    const before = statSync(join(root, report));
    expect(await store.create(report, bytesOf('ours'))).toBe('exists');
    expect(readFileSync(join(root, report), 'utf8')).toBe('typed by a school');
    expect(statSync(join(root, report))).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
    expect(readdirSync(join(root, '台账/临时'))).toEqual([]);
  });

  it('of several programs that try at once one wins, with its whole file', async () => {
    const root = newRoot();
    const script = (name: string): string => `
      import { newFolderStore } from '${storeModule}';
      const store = newFolderStore(${JSON.stringify(root)});
      const outcomes = [];
      for (let round = 0; round < 40; round += 1)
        outcomes.push(await store.create('race ' + round + '.bin', { bytes: Buffer.alloc(200_000, '${name}') }));
      console.log(JSON.stringify(outcomes));`;
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map(
        (name) =>
          new Promise<string[]>((done) => {
            const child = spawn(process.execPath, ['--input-type=module', '-e', script(name)]);
            let text = '';
            child.stdout.on('data', (more) => {
              text += String(more);
            });
            child.once('close', () => done(JSON.parse(text)));
          }),
      ),
    );
    for (let round = 0; round < 40; round += 1) {
      const winners = ['a', 'b', 'c'].filter((_, index) => outcomes[index]?.[round] === 'created');
      expect(winners).toHaveLength(1);
      expect(readFileSync(join(root, `race ${round}.bin`)).equals(Buffer.alloc(200_000, winners[0]))).toBe(true);
    }
    expect(readdirSync(join(root, '台账/临时'))).toEqual([]);
  });

  it('is refused, not thrown, where a file stands in the place of a folder', async () => {
    const root = newRoot();
    const store = newFolderStore(root);
    writeFileSync(join(root, place, '历史版本'), 'not a folder');
    expect(await store.create(`${place}/历史版本/2018年09月 第1版.json`, bytesOf('{}'))).toBe('refused');
    expect(await store.stamp(`${place}/历史版本/2018年09月 第1版.json`)).toBeUndefined();
  });
});

describe('renewing a file of ours', () => {
  const master = '总表.xlsx';
  const [older, newer] = [bytesOf('older'), bytesOf('newer')];

  it('writes over its own older file only, and over nothing that somebody changed', async () => {
    const root = newRoot();
    const store = newFolderStore(root);
    expect(await store.replace(master, older, [older.hash])).toBe('written');
    expect(await store.replace(master, newer, [older.hash, newer.hash])).toBe('written');
    expect(readFileSync(join(root, master), 'utf8')).toBe('newer');
    const before = statSync(join(root, master));
    expect(await store.replace(master, newer, [newer.hash])).toBe('same');
    expect(statSync(join(root, master))).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino });
    appendFileSync(join(root, master), ' and a note');
    expect(await store.replace(master, bytesOf('newest'), [older.hash, newer.hash])).toBe('edited');
    expect(readFileSync(join(root, master), 'utf8')).toBe('newer and a note');
    expect(await store.setAside(master)).toBe('总表 人工改动1.xlsx');
    writeFileSync(join(root, master), 'again');
    expect(await store.setAside(master)).toBe('总表 人工改动2.xlsx');
    expect(readFileSync(join(root, '总表 人工改动1.xlsx'), 'utf8')).toBe('newer and a note');
  });

  it.each(['~$总表.xlsx', '.~lock.总表.xlsx#'])(
    'waits while %s says that it is open, but not for days',
    async (lock) => {
      const root = newRoot();
      const store = newFolderStore(root);
      await store.replace(master, older, [older.hash]);
      writeFileSync(join(root, lock), 'somebody');
      expect(await store.replace(master, newer, [older.hash])).toBe('busy');
      expect(readFileSync(join(root, master), 'utf8')).toBe('older');
      const daysAgo = new Date(Date.now() - 4 * 86_400_000);
      utimesSync(join(root, lock), daysAgo, daysAgo);
      expect(await store.replace(master, newer, [older.hash])).toBe('written');
    },
  );

  it('knows the lock that Excel keeps beside a long name', async () => {
    const root = newRoot();
    const store = newFolderStore(root);
    const feedback = `${place}/2018年09月 校验结果.xlsx`;
    await store.replace(feedback, older, [older.hash]);
    writeFileSync(join(root, place, '~$18年09月 校验结果.xlsx'), 'somebody');
    expect(await store.replace(feedback, newer, [older.hash])).toBe('busy');
  });

  it('is busy where a folder bears its name', async () => {
    const root = newRoot();
    mkdirSync(join(root, master));
    expect(await newFolderStore(root).replace(master, newer, [])).toBe('busy');
  });
});

describe('looking for reports', () => {
  it('finds what schools may have saved, and neither lock files nor what we wrote', async () => {
    const root = newRoot();
    const names = ['2018年09月.xlsx', '2018年09月 (1).XLSX', '交表.xls', 'a.et', 'b.ods', 'c.xlsm'];
    const others = [
      '~$2018年09月.xlsx',
      '.2018年09月.xlsx',
      '2018年09月 校验结果.xlsx',
      '2018年09月 校验结果 2.xlsx',
      'photo.png',
      'Thumbs.db',
    ];
    for (const name of [...names, ...others]) writeFileSync(join(root, place, name), name);
    mkdirSync(join(root, place, '历史版本'));
    writeFileSync(join(root, place, '历史版本', 'x.xlsx'), 'x');
    writeFileSync(join(root, '学校', 'loose.xlsx'), 'x');
    mkdirSync(join(root, place, 'folder.xlsx'));
    symlinkSync('nowhere', join(root, place, 'broken-link.xlsx'));
    const found = await newFolderStore(root).listReports();
    expect(found.map((file) => file.path.slice(place.length + 1)).sort()).toEqual(names.sort());
    expect(new Set(found.map(({ school }) => school))).toEqual(new Set(['371311001']));
  });

  it('does not stop at a school whose folder may not be opened: it stands there as such', async () => {
    const root = newRoot();
    mkdirSync(join(root, '学校/371311002 示例二小'));
    writeFileSync(join(root, '学校/371311002 示例二小/2018年09月.xlsx'), 'x');
    instead('readdirSync', (real) => (folder) => {
      if (folder.endsWith('示例小学')) throw Object.assign(new Error('EACCES'), { code: 'EACCES' });
      return real(folder);
    });
    const found = await newFolderStore(root).listReports();
    expect(found.map((file) => file.path)).toEqual([`${place}/`, '学校/371311002 示例二小/2018年09月.xlsx']);
  });

  it('says in one line that the schools as a whole cannot be reached', async () => {
    const root = newRoot();
    instead('readdirSync', () => () => {
      throw Object.assign(new Error('EIO'), { code: 'EIO' });
    });
    await expect(newFolderStore(root).listReports()).rejects.toThrow(OperatorError);
  });
});

describe('reading a report', () => {
  it('calls it torn where it changes while it is read', async () => {
    const root = newRoot();
    writeFileSync(join(root, report), 'first half');
    instead('readFileSync', (real) => (file) => {
      const bytes = real(file);
      if (file.endsWith('2018年09月.xlsx')) appendFileSync(file, 'and the rest');
      return bytes;
    });
    expect((await newFolderStore(root).readReport(report)).torn).toBe(true);
  });

  it('calls it torn where it is gone or cannot be read now, so that the others go on', async () => {
    const root = newRoot();
    const store = newFolderStore(root);
    const gone = await store.readReport(report);
    expect([gone.torn, gone.opened()]).toEqual([true, { ok: false, code: 'F-BUSY', detail: 'ENOENT' }]);
    mkdirSync(join(root, report));
    expect((await store.readReport(report)).torn).toBe(true);
  });

  it('does not even read one that is far too large', async () => {
    const root = newRoot();
    writeFileSync(join(root, report), '');
    truncateSync(join(root, report), 3 * 1024 ** 3);
    const content = await newFolderStore(root).readReport(report);
    expect(content.torn).toBe(false);
    expect(content.opened()).toMatchObject({ ok: false, code: 'F-TOO-LARGE' });
  });
});

describe('names of schools', () => {
  const hostile = [
    '..',
    '.',
    '../..',
    '../../../etc',
    'a/b',
    '..\\..\\x',
    'C:\\x',
    '\\\\host\\share',
    'CON',
    'nul.txt',
    '~',
    '$HOME',
    'x\0y',
    '%2e%2e',
  ];

  it('never lead out of 学校, on any system', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/);
    const anyText = fc.array(fc.nat(0xd7ff), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes));
    const name = fc.oneof(fc.constantFrom(...hostile), anyText);
    fc.assert(
      fc.property(code, name, (school, called) => {
        const folder = schoolFolder(school, called);
        for (const { join: joined, dirname, basename } of [path.posix, path.win32]) {
          const full = joined('/district/学校', folder);
          expect(dirname(full)).toBe(joined('/district/学校'));
          expect(basename(full)).toBe(folder);
        }
        expect(folder).not.toMatch(/[. ]$|\p{Cc}/u);
      }),
      { numRuns: 200 },
    );
  });

  it('as codes are refused by the roster, each with its row', async () => {
    const root = newRoot();
    const head = '学校编码,学校名称,学段,类型,联络人,联络人邮箱,校长,校长邮箱,责任督学,责任督学邮箱,村小数';
    const codes = ['..', 'a/b', '../x', 'a b', 'C:', 'a.b'];
    const file = join(root, 'roster.csv');
    writeFileSync(file, `${head}\n${codes.map((code) => `${code},校,小学,公办,甲,,乙,,丁,,`).join('\n')}\n`);
    const read = await readRosterFile(file);
    const problems = 'problems' in read ? read.problems : [];
    codes.forEach((code, index) => {
      expect(problems.filter((line) => line.includes(`第 ${index + 2} 行`) && line.includes(`“${code}”`))).toHaveLength(
        1,
      );
    });
  });

  it('however hostile, make a district that stays inside its folder', async () => {
    const outer = newRoot();
    const root = join(outer, '外', '区');
    const schools = hostile
      .filter((name) => /[/\\]|CON/.test(name))
      .map(
        (name, index): School => ({
          ...blankSchool,
          stage: '小学',
          type: '公办',
          villages: 0,
          code: `37131100${index}`.slice(-9),
          name,
        }),
      );
    await initDistrict(root, schools);
    const before = everythingIn(outer);
    const { created, failures } = await inProcess('handOut', root, '2018-09-01T09:00');
    expect(failures).toEqual([]);
    expect(created).toHaveLength(schools.length);
    for (const made of created) expect(existsSync(join(root, made))).toBe(true);
    const added = everythingIn(outer).filter((name) => !before.includes(name));
    for (const name of added) expect(name).toMatch(/^外\/区\/(?:台账|学校\/\w+ [^/]+\/2018年09月\.xlsx$)/);
    const { states } = await inProcess('validate', root, '2018-09-02T09:00');
    expect(states.notStarted).toBe(schools.length);
    expect(openFolderStore(root)).toBeDefined();
    for (const file of await openFolderStore(root).listReports())
      expect(schools.map(({ code }) => code)).toContain(file.school);
  });

  function everythingIn(folder: string): string[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));
  }

  const blankSchool = Object.fromEntries(rosterColumns.map(({ key }) => [key, ''])) as unknown as School;
});
