import { join } from 'node:path';
import { playerOf } from './cast.ts';
import { approvals, type Decision, decisions } from './decisions.ts';
import type { Life } from './life.ts';
import type { Markers } from './markers.ts';
import { readMaster } from './master-as-value.ts';
import { unpublished } from './openness.ts';
import { freeText, lives } from './registers.ts';
import { type Cells, OpenWorkbook } from './section-hand.ts';

/** The sections of the bureau at their workbook, which lies open all year. */
export class SectionDesk {
  readonly #district: string;
  readonly #markers: Markers;
  readonly #control: OpenWorkbook;
  readonly #others = new Map<string, OpenWorkbook>();
  readonly #rows = new Map<Life, number>();

  constructor(district: string, markers: Markers) {
    this.#district = district;
    this.#markers = markers;
    this.#control = new OpenWorkbook(join(district, '区级设置.xlsx'));
  }

  async open(): Promise<this> {
    await this.#control.open();
    return this;
  }

  /** Everything that the story has the sections type on the morning of a day. */
  async work(day: string): Promise<void> {
    for (const decision of decisions) if (decision.day === day) this.#decide(decision);
    for (const life of lives) for (const [on, cells] of life.typed) if (on === day) await this.#live(life, cells);
    for (const approval of approvals) {
      if (approval.day !== day) continue;
      const { bulletin, number } = approval;
      const people = { 拟稿人: '拟稿甲', 签发人: '签发乙', 数据截至: day, 签发日期: day };
      this.#control.add('通报审签', { 通报: bulletin, 草稿编号: this.#codeOf(bulletin), 文号: number, ...people });
    }
    for (const book of [this.#control, ...this.#others.values()]) await book.save();
  }

  #decide(decision: Decision): void {
    switch (decision.is) {
      case 'adds':
        this.#control.add(decision.tab, decision.cells);
        return;
      case 'changes':
        this.#control.change(decision.tab, decision.where, decision.cells);
        return;
      case 'publishesScores':
        this.#control.add('评分公布', { ...decision.cells, 评分编号: this.#scoresCode() });
        return;
      case 'opens': {
        const { code, name, stage, type, contact, principal, inspector, opens = '' } = playerOf(decision.school);
        const people = { 联络人: '甲老师', 联络人邮箱: contact, 校长: '乙校长', 校长邮箱: principal };
        const watched = { 责任督学: '丁督学', 责任督学邮箱: inspector, 启用月份: opens };
        this.#control.add('学校名册', {
          学校编码: code,
          学校名称: name,
          学段: stage,
          类型: type,
          ...people,
          ...watched,
        });
      }
    }
  }

  async #live(life: Life, cells: Cells): Promise<void> {
    const book = await this.#bookOf(life);
    const row = this.#rows.get(life);
    const typed = this.#spelledOut(cells);
    if (row !== undefined) {
      book.changeRow(life.tab, row, typed);
      return;
    }
    this.#rows.set(life, book.add(life.tab, { ...typed, ...this.#freeTexts(life, cells) }));
  }

  async #bookOf({ workbook }: Life): Promise<OpenWorkbook> {
    if (workbook === undefined) return this.#control;
    const book = this.#others.get(workbook) ?? (await new OpenWorkbook(join(this.#district, workbook)).open());
    this.#others.set(workbook, book);
    return book;
  }

  /** A mark for each blank of a row that takes free text; what is for the public has one in its title and its body. */
  #freeTexts({ tab }: Life, cells: Cells): Cells {
    const kept = tab === '追责移交' ? 'referral' : tab === '信息公开' ? 'withheld' : 'register';
    const name = `${tab} ${cells.编号 ?? cells.移交编号 ?? cells.学校编码 ?? ''}`;
    const told = (freeText[tab] ?? []).map((title) => [
      title,
      `反映情况 ${this.#markers.plant(kept, `${name} ${title}`)}。`,
    ]);
    if (tab !== '信息公开') return Object.fromEntries(told);
    const isPublic = unpublished.every((number) => number !== cells.编号);
    const plant = (title: string): string => this.#markers.plant(isPublic ? 'public' : 'withheld', `${name} ${title}`);
    const body = `${plant('内容')} 防治工作的内容。${cells.内容 ?? ''}`;
    return { ...Object.fromEntries(told), 标题: `防治工作 ${plant('标题')}`, 内容: body };
  }

  /** Schools by their codes, 提议编号 as 督办提议 has them: `一中 构成刑事` is the one of 一中 whose 依据 says so. */
  #spelledOut(cells: Cells): Cells {
    const { 学校编码: school, 提议编号: proposals } = cells;
    return {
      ...cells,
      ...(typeof school === 'string' ? { 学校编码: playerOf(school).code } : {}),
      ...(typeof proposals === 'string'
        ? {
            提议编号: proposals
              .split('、')
              .map((words) => this.#proposalOf(words))
              .join('、'),
          }
        : {}),
    };
  }

  #proposalOf(words: string): string {
    const [school = '', why = ''] = words.split(' ');
    const row = readMaster(this.#district)
      .get('督办提议')
      ?.find(
        (cells) => cells.includes(playerOf(school).name) && cells.some((cell) => String(cell ?? '').includes(why)),
      );
    const code = String(row?.[0] ?? '');
    if (code === '') throw new Error(`督办提议 has nothing of ${words}`);
    return code;
  }

  #scoresCode(): string {
    const words = readMaster(this.#district).get('督导评分')?.flat().join(' ') ?? '';
    const code = /评分编号 ([0-9A-Z]{4}-[0-9A-Z]{4})/.exec(words)?.[1];
    if (code === undefined) throw new Error('督导评分 has no code');
    return code;
  }

  /** 草稿编号 of the newest draft, as 说明 of 通报记录 has it. */
  #codeOf(bulletin: string): string {
    const [, year, from, through] = /(\d+)年(\d+)—(\d+)月/.exec(bulletin) ?? [];
    const words = year === undefined ? bulletin.slice(0, 6) : `${year}年${from}月—${year}年${through}月`;
    const row = readMaster(this.#district)
      .get('通报记录')
      ?.find((cells) => cells.some((cell) => String(cell ?? '').startsWith(words)));
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(String(row?.at(-1) ?? ''))?.[0];
    if (code === undefined) throw new Error(`通报记录 has no code for ${bulletin}`);
    return code;
  }
}
