import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { BulletinView } from '../../functions/core/master/master-view.ts';
import { bulletinViews } from '../../functions/jobs/bulletin/views.ts';
import {
  approve,
  Copies,
  draft,
  due,
  eventsOf,
  figuresOf,
  fill,
  folder,
  incidents,
  inDistrict,
  quietDistrict,
  removeDistrict,
  schools,
} from '../support/bulletin-district.ts';
import type { RosterRow } from '../support/district.ts';
import { retype, say } from '../support/edit-document.ts';
import { inProcess } from '../support/in-process.ts';
import { needsOffice } from '../support/office-programs.ts';
import { typeSetting } from '../support/type-setting.ts';

// All reported in September, one incident each; in October 示例第二小学 is missing and the others had none.
const [, , missing] = schools as readonly [RosterRow, RosterRow, RosterRow];
const copies = new Copies();
let base = '';

beforeAll(async () => {
  base = await quietDistrict(schools, missing);
  await typeSetting(base, '安全科邮箱', 'anquan@example.cn');
  await draft(base, '2018-10-30T09:00');
});
afterAll(() => removeDistrict(base));
afterEach(() => copies.remove());

const draftFile = (path: string): string => join(path, folder, '通报草稿.docx');

const sentences = (path: string): readonly string[] => figuresOf(path).sentences;
const sentence = (path: string, words: string): string => sentences(path).find((it) => it.includes(words)) ?? '';

/** What stands in 通报记录 of the text that somebody made. */
async function edited(path: string, now: string): Promise<BulletinView> {
  await due(path, now);
  const views = await inDistrict(path, now, async (world, district) => bulletinViews(world, district));
  const [view, ...others] = views.filter((it) => it.edited);
  if (!view || others.length > 0) throw new Error(`${views.length} views, ${others.length + 1} of them edited`);
  return view;
}

const codeIn = ({ note }: BulletinView): string => /[A-Z\d]{4}-[A-Z\d]{4}/.exec(note)?.[0] ?? '';

describe('a draft that somebody edited', () => {
  it('is found by the next run, has a code of its own, and goes out in its own words once that is approved', async () => {
    const path = copies.of(base);
    const code = figuresOf(path).draft;
    const mine = `10月份全区应报３所，已报两所，还有１所没有报送：${missing.name}。请抓紧。`;
    say(draftFile(path), sentence(path, '截至2018年10月30日，'), mine);
    const view = await edited(path, '2018-10-30T10:00');
    expect(view.problems).toEqual([]);
    expect(codeIn(view)).not.toBe(code);
    // Nothing changed: nothing is read again.
    expect(await due(path, '2018-10-30T11:00')).toBeUndefined();

    await approve(path, code);
    const held = await due(path, '2018-10-31T09:00');
    expect(held?.report.approval?.problems[0]).toContain(`编号是 ${codeIn(view)}`);
    expect(held?.report.approval?.problems[1]).toContain('10月份全区应报３所');

    await approve(path, codeIn(view));
    const issued = await due(path, '2018-10-31T10:00');
    expect(issued?.report.issued?.code).toBe(codeIn(view));
    expect(figuresOf(path).sentences).toContain(mine);
    const xml = strFromU8(unzipSync(readFileSync(join(path, folder, '通报.docx')))['word/document.xml'] ?? strToU8(''));
    expect(xml).toContain(mine);
    expect(xml).not.toContain(sentence(base, '截至2018年10月30日，'));
    // What they wrote stays as they left it.
    expect(readdirSync(join(path, folder))).toContain('通报草稿.docx');
  });

  it('is stopped by one wrong number and one wrong school, each named with its place', async () => {
    const path = copies.of(base);
    const [other] = schools;
    say(draftFile(path), sentence(path, '截至2018年10月30日，'), `10月未报2校：${missing.name}、${other?.name}。`);
    const view = await edited(path, '2018-10-30T10:00');
    expect(view.problems).toEqual([
      '正文第5段“2校”：与数据不符：10月未报是1校。',
      `正文第5段“${other?.name}”：不在其中：10月未报的是${missing.name}。`,
    ]);
    await approve(path, codeIn(view));
    const held = await due(path, '2018-10-31T09:00');
    expect(held?.report.approval).toEqual({ state: 'held', problems: view.problems });
    expect(eventsOf(path, 'bulletinIssued')).toEqual([]);

    say(draftFile(path), '10月未报', `10月未报1校：${missing.name}。`);
    const mended = await edited(path, '2018-10-31T10:00');
    expect(mended.problems).toEqual([]);
    // The code in the register is the wrong text's: the one that stands there now has another.
    const still = await draft(path, '2018-10-31T11:00');
    expect(still.report.approval?.problems).toEqual([
      `编号 ${codeIn(view)} 的文字后来又改过，现在的编号是 ${codeIn(mended)}。正文第5段：“10月未报2校：${missing.name}、${other?.name}。” → “10月未报1校：${missing.name}。”`,
    ]);
    await approve(path, codeIn(mended));
    expect((await due(path, '2018-10-31T12:00'))?.report.issued?.code).toBe(codeIn(mended));
  });

  it('is stopped by a figure in a table or a list that was typed over, and by what is gone', async () => {
    const path = copies.of(base);
    retype(draftFile(path), (xml) => {
      const table = xml.indexOf('<w:tbl>', xml.indexOf('各学校报送和事件情况'));
      const row = xml.indexOf(schools[0]?.name ?? '', table);
      const cell = xml.indexOf('>1</w:t>', row);
      return `${xml.slice(0, cell)}>7</w:t>${xml.slice(cell + '>1</w:t>'.length)}`;
    });
    say(draftFile(path), '10月逾期未报1校', `10月逾期未报1校：${schools[0]?.name}。`);
    const view = await edited(path, '2018-10-30T10:00');
    const problems = view.problems?.join('\n') ?? '';
    expect(view.problems).toHaveLength(2);
    expect(problems).toContain(`附件2的表“${schools[0]?.name}”一行第4列“7”：与数据不符：应是“1”`);
    expect(problems).toContain(
      `附件1“10月逾期未报1校：${schools[0]?.name}。”：草稿写的是“10月逾期未报1校：${missing.name}。”`,
    );
  });

  it.each<[string, (xml: string) => string, string]>([
    [
      'tracked changes',
      (xml) => xml.replace(/(<w:r>(?:(?!<\/w:r>).)*应报3校.*?<\/w:r>)/s, '<w:ins w:id="1" w:author="某人">$1</w:ins>'),
      '还有没接受的修订',
    ],
    ['a picture', (xml) => xml.replace('</w:p>', '<w:r><w:drawing><w:t>9</w:t></w:drawing></w:r></w:p>'), '有图片'],
    ['no body any more', (xml) => xml.replace(/附件：.*?(?=<)/, '随附：'), '分不清哪些是正文'],
  ])('is stopped by %s', async (_, change, says) => {
    const path = copies.of(base);
    retype(draftFile(path), change);
    const view = await edited(path, '2018-10-30T10:00');
    expect(view.problems?.join('\n')).toContain(says);
  });

  it('that cannot be read, or names a child, is said so; and the child stands nowhere in the ledger', async () => {
    const path = copies.of(base);
    writeFileSync(draftFile(path), 'not a document');
    expect((await edited(path, '2018-10-30T10:00')).problems?.join()).toContain('文件读不出来');

    const named = copies.of(base);
    say(draftFile(named), sentence(named, '截至'), '五年级三班王小明的家长电话13912345678，已经处理。');
    const view = await edited(named, '2018-10-30T10:00');
    expect(view.problems?.join()).toContain('像有个人信息');
    for (const name of readdirSync(join(named, '台账'), { recursive: true, encoding: 'utf8' }))
      if (/\.jsonl?$|附件/.test(name) && !name.endsWith('附件'))
        expect(readFileSync(join(named, '台账', name), 'utf8')).not.toMatch(/王小明|13912345678/);
    expect(eventsOf(named, 'bulletinEdited')).toMatchObject([{ kept: '' }]);
  });

  it('is stopped where its figures changed since, though its words agree with the old ones', async () => {
    const path = copies.of(base);
    say(draftFile(path), sentence(path, '截至2018年10月30日，'), `10月未报的1校是${missing.name}。`);
    const view = await edited(path, '2018-10-30T10:00');
    expect(view.problems).toEqual([]);
    await fill(path, missing, 10, incidents(0, 0, 0, 0), '2018-10-30');
    await inProcess('validate', path, '2018-10-30T14:00');
    await approve(path, codeIn(view));
    const held = await due(path, '2018-10-31T09:00');
    expect(held?.report.approval?.problems.join('\n')).toContain(`${missing.name}2018年10月报送：未报 → 补报`);
    expect(held?.report.draft).toBe(`${folder}/通报草稿 2.docx`);
    expect(eventsOf(path, 'bulletinIssued')).toEqual([]);
  });

  it('that was approved and then deleted does not go out in other words: the officer is told what to do', async () => {
    const path = copies.of(base);
    say(draftFile(path), sentence(path, '截至2018年10月30日，'), `10月未报的1校是${missing.name}。`);
    const view = await edited(path, '2018-10-30T10:00');
    await approve(path, codeIn(view));
    const mine = readFileSync(draftFile(path));
    rmSync(draftFile(path));
    const held = await due(path, '2018-10-31T09:00');
    expect(held?.report.approval?.state).toBe('held');
    expect(held?.report.approval?.problems).toEqual([
      `审签的是改过的文字（编号 ${codeIn(view)}），可文件 ${folder}/通报草稿.docx 现在是系统起草的原稿：要照改过的发，请把改过的文件放回原处；要照原稿发，“草稿编号”改填 ${figuresOf(path).draft}。`,
    ]);
    expect(eventsOf(path, 'bulletinIssued')).toEqual([]);
    writeFileSync(draftFile(path), mine);
    expect((await due(path, '2018-10-31T10:00'))?.report.issued?.code).toBe(codeIn(view));
  });

  it('keeps its code when LibreOffice saves it again, and passes when it is edited and saved there', async (context) => {
    needsOffice(context);
    const [path, other] = [copies.of(base), copies.of(base)];
    const code = figuresOf(path).draft;
    say(draftFile(other), sentence(other, '截至2018年10月30日，'), `10月有一所学校逾期未报，是${missing.name}。`);
    resave(draftFile(path), draftFile(other));
    await due(path, '2018-10-30T10:00');
    expect(eventsOf(path, 'bulletinEdited')).toMatchObject([{ code, draft: code, problems: [] }]);
    const view = await edited(other, '2018-10-30T11:00');
    expect(view.problems).toEqual([]);
    await approve(other, codeIn(view));
    expect((await due(other, '2018-10-31T10:00'))?.report.issued?.code).toBe(codeIn(view));
  });
});

/** The documents as LibreOffice writes them, all in one start of it. */
function resave(...files: readonly string[]): void {
  const place = mkdtempSync(join(tmpdir(), 'anxiao-office-'));
  const typed = files.map((file, index) => {
    const copy = join(place, `typed${index}.docx`);
    writeFileSync(copy, readFileSync(file));
    return copy;
  });
  const profile = `-env:UserInstallation=${pathToFileURL(join(place, 'profile')).href}`;
  const out = join(place, 'out');
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'docx', '--outdir', out, ...typed], {
    stdio: 'ignore',
  });
  for (const [index, file] of files.entries()) writeFileSync(file, readFileSync(join(out, `typed${index}.docx`)));
  rmSync(place, { recursive: true, force: true });
}
