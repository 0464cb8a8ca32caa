import { join } from 'node:path';
import { playerOf } from './cast.ts';
import { approvals, type Decision, decisions } from './decisions.ts';
import type { Markers } from './markers.ts';
import { masterRows } from './master-as-value.ts';
import { freeText, type Life, lives } from './registers.ts';
import { type Cells, OpenWorkbook } from './section-hand.ts';

/** The sections of the bureau at their workbook, which lies open all year. */
export class SectionDesk {
  readonly #district: string;
  readonly #markers: Markers;
  readonly #control: OpenWorkbook;
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
    for (const life of lives) for (const [on, cells] of life.typed) if (on === day) this.#live(life, cells);
    for (const approval of approvals) {
      if (approval.day !== day) continue;
      const { bulletin, number } = approval;
      const people = { 拟稿人: '拟稿甲', 签发人: '签发乙', 数据截至: day, 签发日期: day };
      this.#control.add('通报审签', { 通报: bulletin, 草稿编号: this.#codeOf(bulletin), 文号: number, ...people });
    }
    await this.#control.save();
  }

  #decide(decision: Decision): void {
    switch (decision.is) {
      case 'adds':
        this.#control.add(decision.tab, decision.cells);
        return;
      case 'changes':
        this.#control.change(decision.tab, decision.where, decision.cells);
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

  #live(life: Life, cells: Cells): void {
    const row = this.#rows.get(life);
    const typed = this.#spelledOut(cells);
    if (row !== undefined) {
      this.#control.changeRow(life.tab, row, typed);
      return;
    }
    const told = (freeText[life.tab] ?? []).map((title) => {
      const where = `${life.tab} ${title} ${cells.编号 ?? cells.学校编码 ?? ''}`;
      return [title, `反映情况 ${this.#markers.plant('register', where)}。`] as const;
    });
    this.#rows.set(life, this.#control.add(life.tab, { ...typed, ...Object.fromEntries(told) }));
  }

  /** Schools by their codes. */
  #spelledOut(cells: Cells): Cells {
    const { 学校编码: school } = cells;
    return typeof school === 'string' ? { ...cells, 学校编码: playerOf(school).code } : cells;
  }

  /** 草稿编号 of the newest draft, as 说明 of 通报记录 has it. */
  #codeOf(bulletin: string): string {
    const [, year, from, through] = /(\d+)年(\d+)—(\d+)月/.exec(bulletin) ?? [];
    const months = `${year}年${from}月—${year}年${through}月`;
    const row = masterRows(this.#district, '通报记录').find((cells) => cells.includes(months));
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(String(row?.at(-1) ?? ''))?.[0];
    if (code === undefined) throw new Error(`通报记录 has no code for ${bulletin}`);
    return code;
  }
}
