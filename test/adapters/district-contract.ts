import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { contentHash } from '../../functions/core/event-id.ts';
import type { DistrictStore, Drawn } from '../../functions/world.ts';
import type { Book, BookTab } from '../../schemas/book.ts';
import type { School } from '../../schemas/roster.ts';

/** A district of two schools on some back end, and the hands of the people who work in it. */
export interface ContractDistrict {
  /** A store as a run of its own opens it; it is settled and closed when the work is done. */
  during<T>(work: (store: DistrictStore) => Promise<T>): Promise<T>;
  /** Somebody puts a file there, also in place of one. */
  put(path: string, bytes: Uint8Array): Promise<void>;
  /** Somebody types into the first cell of 表 in a workbook that the store drew. */
  type(path: string, text: string): Promise<void>;
  /** Somebody throws a file away. */
  remove(path: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Takes from the store the right to write at a path, or to find it closed; returns what gives it back. */
  lock(path: string): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** Where back ends differ, and why. */
export interface ContractDifferences {
  /**
   * A folder has findings in a workbook beside the report, whose cells are never touched once it is the school's; Google
   * has them in the report, where notes and tints are no part of what was typed.
   */
  readonly annotates: boolean;
  /** A folder's rights are the file server's affair; Google's folders are shared by us. */
  readonly shares: boolean;
}

const [first, second] = ['学校/371311001 第一小学', '学校/371311002 第二小学'];
const master = '总表.xlsx';

/** A book of one tab. */
function bookOf(text: string): Book {
  return { title: '合同', tabs: [tabOf('表', text)], names: [] };
}

function tabOf(name: string, text: string): BookTab {
  return { name, widths: [20], cells: [{ row: 0, column: 0, value: text, style: 'plain' }] };
}

function fileOf(text: string): { bytes: Uint8Array; hash: string } {
  const bytes = Buffer.from(text);
  return { bytes, hash: contentHash(bytes) };
}

/** What both back ends hold to: each test is told the same story on either. */
export function districtContract(
  name: string,
  make: (schools: readonly Pick<School, 'code' | 'name'>[]) => Promise<ContractDistrict>,
  { annotates, shares }: ContractDifferences,
): void {
  describe(`${name} as a district's store`, () => {
    let district: ContractDistrict;
    const during = <T>(work: (store: DistrictStore) => Promise<T>): Promise<T> => district.during(work);
    beforeAll(async () => {
      district = await make([
        { code: '371311001', name: '第一小学' },
        { code: '371311002', name: '第二小学' },
      ]);
    });
    afterAll(() => district?.close());

    /** The text in the first cell of what lies at a path. */
    const textAt = (path: string): Promise<unknown> =>
      during(async (store) => {
        const opened = (await store.readReport(path)).opened();
        return opened.ok ? opened.workbook.sheets.find(({ name }) => name === '表')?.cells[0]?.[0] : opened.code;
      });

    it('draws the same book to the same hash, another to another', async () => {
      await during(async (store) => {
        const one = await store.draw(bookOf('甲'));
        expect((await store.draw(bookOf('甲'))).hash).toBe(one.hash);
        expect((await store.draw(bookOf('乙'))).hash).not.toBe(one.hash);
      });
    });

    it('makes a file once, whole, and never over one that is there', async () => {
      const path = `${first}/合同.xlsx`;
      await during(async (store) => {
        expect(await store.stamp(path)).toBeUndefined();
        expect(await store.hashAt(path)).toBeUndefined();
        const drawn = await store.draw(bookOf('甲'));
        expect(await store.create(path, drawn)).toBe('created');
        expect(await store.create(path, await store.draw(bookOf('乙')))).toBe('exists');
        expect(await store.hashAt(path)).toBe(drawn.hash);
      });
      expect(await textAt(path)).toBe('甲');
      await district.type(path, '学校改的');
      await during(async (store) => {
        expect(await store.create(path, await store.draw(bookOf('乙')))).toBe('exists');
        expect(await store.hashAt(path)).not.toBe((await store.draw(bookOf('甲'))).hash);
      });
      expect(await textAt(path)).toBe('学校改的');
      await district.remove(path);
      expect(await during((store) => store.stamp(path))).toBeUndefined();
    });

    it('makes many files at once, each for itself, in their order', async () => {
      const folder = `${first}/历史版本`;
      await district.put(`${first}/在这儿.json`, Buffer.from('{}'));
      const files = ['甲', '乙'].map((text) => ({ path: `${folder}/${text}.json`, bytes: Buffer.from(text) }));
      const there = { path: `${first}/在这儿.json`, bytes: Buffer.from('不是这个') };
      await during(async (store) => {
        const [one, two] = files as [(typeof files)[0], (typeof files)[0]];
        expect(await store.createAll([one, there, two])).toEqual(['created', 'exists', 'created']);
        expect(await store.createAll([one])).toEqual(['exists']);
        expect(await store.createAll([])).toEqual([]);
        expect(await store.hashAt(two.path)).toBe(contentHash(two.bytes));
        expect(await store.hashAt(there.path)).toBe(fileOf('{}').hash);
      });
      expect(await during((store) => store.folders(first))).toEqual(['历史版本']);
      expect(await during((store) => store.folders('没有'))).toEqual([]);
    });

    it.each<[string, (text: string, store: DistrictStore) => Promise<Drawn>, string]>([
      ['a book', async (text, store) => store.draw(bookOf(text)), master],
      ['bytes', async (text) => fileOf(text), '通报/2018年09—10月/通报.html'],
    ])('renews what is ours and leaves what people changed: %s', async (_, draw, path) => {
      const hashes: string[] = [];
      const renew = (text: string) =>
        during(async (store) => {
          const drawn = await draw(text, store);
          const outcome = await store.replace(path, drawn, [...hashes, drawn.hash]);
          hashes.push(drawn.hash);
          return outcome;
        });
      expect(await renew('甲')).toBe('written');
      expect(await renew('乙')).toBe('written');
      const stamp = await during((store) => store.stamp(path));
      expect(await renew('乙')).toBe('same');
      expect(await during((store) => store.stamp(path))).toBe(stamp);
      if (path === master) await district.type(path, '人写的');
      else await district.put(path, Buffer.from('人写的'));
      expect(await renew('丙')).toBe('edited');
      const kept = await during((store) => store.setAside(path));
      expect(kept).toBe(path.replace(/(\.\w+)$/, ' 人工改动1$1'));
      expect(await renew('丙')).toBe('written');
      expect(await during((store) => store.stamp(kept))).toBeDefined();
      if (path === master) expect([await textAt(path), await textAt(kept)]).toEqual(['丙', '人写的']);
      else expect(await during((store) => store.hashAt(kept))).toBe(fileOf('人写的').hash);
    });

    it('keeps the time at which a file was saved elsewhere, and tells a new stamp for what was put in its place', async () => {
      const path = `${first}/寄来的.xlsx`;
      const told = (text: string, storedAt: string) =>
        during(async (store) => {
          const drawn = { ...fileOf(text), storedAt };
          const ours = [fileOf('第一次寄来').hash];
          if (text === '第一次寄来') expect(await store.create(path, drawn)).toBe('created');
          else expect(await store.replace(path, drawn, ours)).toBe('written');
          const { stamp } = await store.readReport(path);
          return stamp;
        });
      const [earlier, later] = ['2018-09-20T10:00:00+08:00', '2018-09-25T23:59:00+08:00'];
      const before = await told('第一次寄来', earlier);
      const storedAt = () => during(async (store) => (await store.readReport(path)).storedAt);
      expect(await storedAt()).toBe(earlier);
      expect(await told('改过再寄来', later)).not.toBe(before);
      expect(await storedAt()).toBe(later);
      expect(await during((store) => store.stamp(path))).not.toBe(before);
      await district.remove(path);
    });

    it('tells another stamp of another file that comes to lie at its path', async () => {
      const path = `${first}/换了.xlsx`;
      await district.put(path, Buffer.from('一'));
      const before = await during((store) => store.stamp(path));
      await district.remove(path);
      await district.put(path, Buffer.from('二'));
      expect(await during((store) => store.stamp(path))).not.toBe(before);
      await district.remove(path);
    });

    it('is busy where it may not write now, and goes on when it may again', async () => {
      const path = `${first}/锁着的.xlsx`;
      const older = await during(async (store) => {
        const drawn = await store.draw(bookOf('甲'));
        await store.create(path, drawn);
        return drawn.hash;
      });
      const unlock = await district.lock(path);
      const renew = () => during(async (store) => store.replace(path, await store.draw(bookOf('乙')), [older]));
      expect(await renew()).toBe('busy');
      await unlock();
      expect(await renew()).toBe('written');
      expect(await textAt(path)).toBe('乙');
      await district.remove(path);
    });

    it('tells a stamp that moves when people write, and otherwise stays', async () => {
      const path = `${second}/2018年09月.xlsx`;
      // As a report has it, what is written for people stands first.
      const report = { ...bookOf('甲'), tabs: [tabOf('填报说明', '怎样填'), tabOf('表', '甲')] };
      await during(async (store) => void (await store.create(path, await store.draw(report))));
      const stamp = () => during((store) => store.stamp(path));
      const before = await stamp();
      expect(before).toBeDefined();
      expect(await stamp()).toBe(before);
      await during(async (store) => {
        const listed = (await store.listReports()).find((file) => file.path === path);
        expect(listed?.stamp).toBe(before);
        expect((await store.readReport(path)).stamp).toBe(before);
        await store.create(`${second}/旁边.json`, { bytes: Buffer.from('{}') });
      });
      expect(await stamp()).toBe(before);
      await district.type(path, '学校填的');
      const after = await stamp();
      expect(after).not.toBe(before);
      expect(await stamp()).toBe(after);
      expect(await textAt(path)).toBe('学校填的');
    });

    it("writes findings into the report where it can, and that is nobody's typing", async () => {
      const path = `${second}/2018年09月.xlsx`;
      const read = () => during(async (store) => (await store.readReport(path)).hash);
      const [hash, stamp] = [await read(), await during((store) => store.stamp(path))];
      const mark = { sheet: '表', row: 0, column: 0, tone: 'bad' as const, note: '这里要填数' };
      const annotation = { tab: tabOf('校验结果', '有一处要改'), marks: [mark], ground: () => 'plain' as const };
      const outcome = await during((store) => store.annotate(path, async () => annotation));
      expect(outcome).toBe(annotates ? 'written' : 'beside');
      expect(await read()).toBe(hash);
      expect(await during((store) => store.stamp(path))).toBe(stamp);
      expect(await textAt(path)).toBe('学校填的');
    });

    it('finds out that somebody typed just before we wrote, after the tree was looked at', async () => {
      const path = `${second}/2018年09月.xlsx`;
      const annotation = { tab: tabOf('校验结果', '还有一处'), marks: [], ground: () => 'plain' as const };
      const writes: readonly ((store: DistrictStore) => Promise<unknown>)[] = [
        (store) => store.annotate(path, async () => annotation),
        (store) => store.close(path, { text: '已经截止', to: second }),
        (store) => store.reopen(path),
      ];
      const hashes = new Set<string>();
      for (const [index, write] of writes.entries()) {
        const before = await during(async (store) => (await store.readReport(path)).stamp);
        await during(async (store) => {
          expect(await store.stamp(path)).toBe(before);
          await district.type(path, `第${index}次改的`);
          await write(store);
        });
        expect(await during((store) => store.stamp(path))).not.toBe(before);
        expect(await textAt(path)).toBe(`第${index}次改的`);
        // And nobody typed: then it stays.
        const after = await during(async (store) => store.readReport(path));
        await during(write);
        expect(await during((store) => store.stamp(path))).toBe(after.stamp);
        hashes.add((await during((store) => store.readReport(path))).hash);
        expect(hashes).toContain(after.hash);
      }
    });

    it('lists what schools may have saved, and neither lock files nor what we wrote', async () => {
      const theirs = ['2018年10月 (1).XLSX', '交表.xls', 'a.et', 'b.ods', 'c.xlsm'];
      const others = ['~$2018年09月.xlsx', '.2018年09月.xlsx', '2018年09月 校验结果 2.xlsx', 'photo.png', 'Thumbs.db'];
      for (const name of [...theirs, ...others]) await district.put(`${second}/${name}`, Buffer.from(name));
      await district.makeFolder(`${second}/folder.xlsx`);
      await district.makeFolder(`${second}/历史版本`);
      await district.put(`${second}/历史版本/x.xlsx`, Buffer.from('x'));
      await district.put('学校/loose.xlsx', Buffer.from('x'));
      const list = () => during((store) => store.listReports());
      const found = (await list()).filter(({ school }) => school === '371311002');
      const names = found.map(({ path }) => path.slice(second.length + 1));
      expect([...names].sort()).toEqual(['2018年09月.xlsx', ...theirs].sort());
      expect((await list()).map(({ path }) => path).filter((path) => path.includes('loose'))).toEqual([]);
      expect(await list()).toEqual(await list());
    });

    it('lists the inbox by the same rules, its own feedback included: what came from outside has any name', async () => {
      for (const name of ['副本(1).xlsx', '校验结果.xlsx', '~$副本(1).xlsx', '说明.docx'])
        await district.put(`收件箱/${name}`, Buffer.from(name));
      const found = await during((store) => store.listInbox());
      expect(found.map(({ path, school }) => [path, school]).sort()).toEqual([
        ['收件箱/副本(1).xlsx', ''],
        ['收件箱/校验结果.xlsx', ''],
      ]);
    });

    it('reads an uploaded workbook, and says of a bad one what it is', async () => {
      const workbook = await drawBook(bookOf('上传的'));
      const cases: readonly [string, Uint8Array, string][] = [
        ['好的.xlsx', workbook, '上传的'],
        ['一半.xlsx', workbook.subarray(0, workbook.length / 2), 'F-BROKEN'],
        ['空的.xlsx', new Uint8Array(), 'F-EMPTY'],
        ['文字.xlsx', Buffer.from('这不是工作簿'.repeat(50)), 'F-NOT-XLSX'],
        ['旧的.xls', oldWorkbook(), 'F-OLD-FORMAT'],
        ['太大.xlsx', Buffer.alloc(20 * 1024 * 1024 + 1), 'F-TOO-LARGE'],
      ];
      for (const [name, bytes, text] of cases) {
        await district.put(`${first}/${name}`, bytes);
        expect(await textAt(`${first}/${name}`), name).toBe(text);
        await district.remove(`${first}/${name}`);
      }
      await during(async (store) => {
        const { torn, opened } = await store.readReport(`${first}/没有.xlsx`);
        expect([torn, opened()]).toMatchObject([true, { ok: false, code: 'F-BUSY' }]);
      });
    });

    it('moves a file without losing one of the same name', async () => {
      for (const text of ['第一封', '第二封']) {
        await district.put('收件箱/同名.xlsx', await drawBook(bookOf(text)));
        await during((store) => store.moveInto('收件箱/同名.xlsx', '收件箱/已归档'));
        expect(await during((store) => store.stamp('收件箱/同名.xlsx'))).toBeUndefined();
      }
      const texts = [await textAt('收件箱/已归档/同名.xlsx'), await textAt(secondOfName)];
      expect(texts.sort()).toEqual(['第一封', '第二封']);
    });
    // Drive lets two files have one name, so that nothing is renamed there: the path has the number alone.
    const secondOfName = shares ? '收件箱/已归档/同名 (2).xlsx' : '收件箱/已归档/同名 2.xlsx';

    it('offers a folder to each address once, where folders are ours to share', async () => {
      const addresses = ['a@example.cn', 'B@example.cn'];
      const open = await during((store) => store.unshared(first, addresses));
      expect(open).toEqual(shares ? ['a@example.cn', 'b@example.cn'] : []);
      expect(await during((store) => store.share(first, 'a@example.cn'))).toEqual({});
      expect(await during((store) => store.unshared(first, addresses))).toEqual(shares ? ['b@example.cn'] : []);
      const link = await during((store) => store.linkTo(first));
      if (shares) expect(link).toMatch(/^https:\/\//);
      else expect(link).toBeUndefined();
    });
  });
}

/** The first bytes of a compound file, as .xls had them. */
function oldWorkbook(): Uint8Array {
  const bytes = Buffer.alloc(4096);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
  Buffer.from('Workbook', 'utf16le').copy(bytes, 1024);
  return bytes;
}
