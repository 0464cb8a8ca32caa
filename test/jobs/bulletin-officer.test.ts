import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { todoGroups } from '../../functions/core/master/todo.ts';
import { gatherMaster } from '../../functions/jobs/gather-master.ts';
import {
  type ApprovalRow,
  approve,
  Copies,
  draft,
  due,
  eventsOf,
  figuresOf,
  folder,
  inDistrict,
  quietDistrict,
  removeDistrict,
  schools,
} from '../support/bulletin-district.ts';
import { retypeRows } from '../support/type-cells.ts';
import { typeSetting } from '../support/type-setting.ts';

const copies = new Copies();
let base = '';
let code = '';

beforeAll(async () => {
  base = await quietDistrict(schools.slice(0, 2));
  await typeSetting(base, '安全科邮箱', 'anquan@example.cn');
  await draft(base, '2018-10-30T09:00');
  code = figuresOf(base).draft;
});
afterAll(() => removeDistrict(base));
afterEach(() => copies.remove());

/** What 总览 and the run's warnings say about the bulletin. */
async function said(path: string, now: string): Promise<string> {
  return inDistrict(path, now, async (world, district) => {
    const view = await gatherMaster(world, district);
    const items = todoGroups(view).flatMap((group) => group.items.map(({ say }) => `${group.title}：${say}`));
    return [...items.filter((line) => line.startsWith('通报')), ...view.warnings].join('\n');
  });
}

const draftFile = (path: string): string => join(path, folder, '通报草稿.docx');
type Act = (path: string) => Promise<void>;
const row =
  (other: ApprovalRow): Act =>
  (path) =>
    approve(path, code, other);

describe('what an officer reads of a bulletin that does not go out', () => {
  it.each<[string, Act, string]>([
    ['nobody signed yet', row({ signer: '', issuedOn: '' }), '《通报审签》里还没有填：签发人、签发日期'],
    ['only the signer is missing', row({ signer: '' }), '《通报审签》里还没有填：签发人'],
    [
      'a newer row stands below the signed one',
      async (path) => {
        await approve(path, code);
        await approve(path, code, { signer: '' });
      },
      '2018年9—10月有几行，只看最后一行，它的“签发人”没有填：请只留一行',
    ],
    [
      'a newer row has a day that nobody can read',
      async (path) => {
        await approve(path, code);
        await approve(path, code, { issuedOn: '十月底' });
      },
      '通报审签!G3（签发日期）是“十月底”，应为日期，例如 2018-09-25；改好以前，什么通报都不发。',
    ],
    ['the row is of other months', row({ bulletin: '2018年7—8月' }), '2018年7—8月还没有草稿：请看是不是写错了月份'],
    [
      '试运行 is on',
      async (path) => {
        await typeSetting(path, '试运行', '是');
        await approve(path, code);
      },
      '已审签，“试运行”开着，关掉以后才发',
    ],
    [
      'the draft’s file is broken',
      async (path) => {
        writeFileSync(draftFile(path), readFileSync(draftFile(path)).subarray(0, 100));
        await approve(path, code);
      },
      '要照原来的草稿发，请把文件 通报/2018年09—10月/通报草稿.docx 移走或删去',
    ],
    [
      'the register was put into another order',
      async (path) => {
        await retypeRows(path, '学校名册', (rows) => rows.toReversed());
        await approve(path, code);
      },
      '学校名册的次序变了，各校的数没有变',
    ],
    [
      'a school was renamed',
      async (path) => {
        await retypeRows(path, '学校名册', (rows) => rows.map((it) => ({ ...it, 学校名称: `新${it.学校名称}` })));
        await approve(path, code);
      },
      '示例第三小学：改名为新示例第三小学',
    ],
    [
      'the office has another telephone',
      async (path) => {
        await typeSetting(path, '办公电话', '0539-1234567');
        await approve(path, code);
      },
      '电话：“0539-8927055” → “0539-1234567”',
    ],
  ])('where %s', async (_, act, says) => {
    const path = copies.of(base);
    await act(path);
    await due(path, '2018-10-31T09:00');
    const told = await said(path, '2018-10-31T10:00');
    expect(told).toContain(says);
    // The day of the draft went on by itself.
    expect(told).not.toContain('截至');
    expect(eventsOf(path, 'bulletinIssued')).toEqual([]);
    expect(await due(path, '2018-10-31T10:00')).toBeUndefined();
  });

  it('without an address of the section stands on 总览 alone, and nothing is asked again', async () => {
    const path = copies.of(base);
    await typeSetting(path, '安全科邮箱', '');
    await approve(path, code, { number: '' });
    expect((await due(path, '2018-10-31T09:00'))?.letters).toEqual([]);
    expect(await said(path, '2018-10-31T10:00')).toContain('“文号”没有填');
    expect(await due(path, '2018-10-31T10:00')).toBeUndefined();
  });
});

describe('an approved draft', () => {
  it('goes out where its whole folder was deleted: the ledger has it', async () => {
    const path = copies.of(base);
    rmSync(join(path, folder), { recursive: true });
    await approve(path, code);
    expect((await due(path, '2018-10-31T09:00'))?.report.issued?.code).toBe(code);
    expect(figuresOf(path).draft).toBe(code);
  });

  it('goes to whom it was issued to, whatever became of the register before it was sent', async () => {
    const path = copies.of(base);
    await approve(path, code);
    expect((await due(path, '2018-10-31T22:00'))?.letters).toEqual([]);
    await retypeRows(path, '学校名册', ([first]) => [
      { ...first, 学校编码: '371311009', 学校名称: '示例新小学', 联络人邮箱: 'new@example.cn' },
      ...(first ? [{ ...first, 联络人邮箱: 'other@example.cn' }] : []),
    ]);
    const sent = await due(path, '2018-11-01T09:00');
    expect(sent?.letters.map(({ to }) => to.join())).toEqual(
      schools.slice(0, 2).flatMap(({ code: of }) => [`c${of}@example.cn`, `p${of}@example.cn`]),
    );
  });
});
