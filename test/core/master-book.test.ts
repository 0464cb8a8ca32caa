import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as SheetJS from 'xlsx';
import { drawBook } from '../../functions/adapters/xlsx/write-book.ts';
import { figureAt } from '../../functions/core/master/figure-at.ts';
import { groupMessage } from '../../functions/core/master/group-message.ts';
import { masterBook } from '../../functions/core/master/master-book.ts';
import type { MasterRow } from '../../functions/core/master/master-view.ts';
import { deadlineTitle, minuteTitle } from '../../functions/core/master/times.ts';
import type { Book, BookCell, BookName, BookTab } from '../../schemas/book.ts';
import { type Field, type Form, fieldsOf, fieldTitle } from '../../schemas/form.ts';
import { allForms } from '../../schemas/forms.ts';
import type { Area } from '../../schemas/layout.ts';
import { monthlyReport } from '../../schemas/monthly-report.ts';
import { masterTabs } from '../../schemas/tree.ts';
import { sampleDistrict, sampleFinding, sampleRow, sampleSchools, sampleView } from './master-view-sample.ts';

afterEach(() => {
  vi.useRealTimers();
});

function tabOf(book: Book, name: string): BookTab {
  const tab = book.tabs.find((candidate) => candidate.name === name);
  if (!tab) throw new Error(`no tab ${name}`);
  return tab;
}

function cellOf(tab: BookTab, row: number, column: number): BookCell | undefined {
  return tab.cells.find((cell) => cell.row === row && cell.column === column);
}

function named(book: Book, name: string): BookName {
  const found = book.names.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no name ${name}`);
  return found;
}

/** The cells a name covers, top down. */
function columnOf(book: Book, name: string): (BookCell | undefined)[] {
  const { tab, area } = named(book, name);
  return Array.from({ length: area.rows }, (_, index) => cellOf(tabOf(book, tab), area.row + index, area.column));
}

/** The cells under a header, by the header's words, over the rows of the filter. */
function under(tab: BookTab, title: string): (BookCell | undefined)[] {
  const { row, rows } = tab.filter ?? { row: 0, rows: 0 };
  const header = tab.cells.find((cell) => cell.row === row && cell.value === title);
  if (!header) throw new Error(`no column ${title} in ${tab.name}`);
  return Array.from({ length: rows - 1 }, (_, index) => cellOf(tab, row + 1 + index, header.column));
}

const shown = (cells: readonly (BookCell | undefined)[]): unknown[] => cells.map((cell) => cell?.value ?? null);

function textsOf(tab: BookTab): string[] {
  return tab.cells.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
}

/** The rows of 总览 between a group's heading and the next heading, as texts. */
function groupRows(book: Book, title: string): string[][] {
  const tab = tabOf(book, masterTabs.overview);
  const headings = tab.cells.filter(({ style }) => style === 'h2' || style === 'h1').map(({ row }) => row);
  const start = tab.cells.find(({ style, value }) => style === 'h2' && String(value).includes(title))?.row;
  if (start === undefined) return [];
  const last = Math.max(...tab.cells.map(({ row }) => row)) + 1;
  const end = Math.min(last, ...headings.filter((row) => row > start));
  const rows: string[][] = [];
  for (let row = start + 1; row < end; row += 1) {
    const texts = tab.cells.filter((cell) => cell.row === row).map(({ value }) => String(value ?? ''));
    if (texts.length > 0) rows.push(texts);
  }
  return rows;
}

describe('the book', () => {
  it('has all tabs in their order, machine tabs locked, even before there is a report', () => {
    for (const view of [sampleDistrict(), sampleView([])]) {
      const book = masterBook(view);
      expect(book.tabs.map(({ name }) => name)).toEqual(Object.values(masterTabs));
      expect(book.tabs.every(({ locked }) => locked === true)).toBe(true);
      expect(book.tabs.every(({ print }) => print?.landscape === true && print.footer?.includes('数据截至'))).toBe(
        true,
      );
    }
  });

  it('is the same for the same view, whatever the clock says, and leaves the view alone', () => {
    const view = sampleDistrict();
    const before = JSON.stringify(view);
    vi.useFakeTimers({ now: new Date('2018-10-26T02:00:00Z') });
    const first = JSON.stringify(plain(masterBook(view)));
    vi.setSystemTime(new Date('2031-01-01T00:00:00Z'));
    expect(JSON.stringify(plain(masterBook(sampleDistrict())))).toBe(first);
    expect(JSON.stringify(view)).toBe(before);
  });

  it('is the same file, byte for byte, and says in it what it says here', async () => {
    const drawn = await drawBook(masterBook(sampleDistrict()));
    const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
    expect(hash(await drawBook(masterBook(sampleDistrict())))).toBe(hash(drawn));
    const read = SheetJS.read(drawn, { cellNF: true });
    expect(read.SheetNames).toEqual(Object.values(masterTabs));
    const ref = read.Workbook?.Names?.find(({ Name }) => Name === 'col_monthlyReport_incidents')?.Ref ?? '';
    const [tab = '', area = ''] = ref.replaceAll(/['$]/g, '').split('!');
    const { s: first, e: last } = SheetJS.utils.decode_range(area);
    expect([tab, first.c, last.c - first.c, last.r - first.r + 1]).toEqual(['月报汇总', last.c, 0, 48]);
    const cell = (row: number, column: number) => read.Sheets[tab]?.[SheetJS.utils.encode_cell({ r: row, c: column })];
    expect([0, 1, 3].map((row) => cell(first.r + row, first.c)?.v)).toEqual([0, '—', '约3']);
    expect([cell(first.r, 0)?.t, cell(first.r, 0)?.v]).toEqual(['s', '371311001']);
    const date = named(masterBook(sampleDistrict()), 'col_monthlyReport_docDate').area;
    expect([cell(date.row, date.column)?.t, cell(date.row, date.column)?.v]).toEqual(['n', 43346]);
  });

  it('places no two things in one cell and hides nothing under a merge', () => {
    for (const view of [sampleDistrict(), sampleView([])])
      for (const tab of masterBook(view).tabs) {
        const places = tab.cells.map(({ row, column }) => `${row},${column}`);
        expect(new Set(places).size, tab.name).toBe(places.length);
        expect(
          tab.cells.every(({ column }) => column < tab.widths.length),
          tab.name,
        ).toBe(true);
        const covered = new Set<string>();
        for (const area of tab.merges ?? [])
          for (const place of placesOf(area)) {
            expect(covered.has(place), `${tab.name} ${place}`).toBe(false);
            covered.add(place);
            if (place !== `${area.row},${area.column}`) expect(places, tab.name).not.toContain(place);
          }
      }
  });

  it('keeps what people typed a string: never a formula, whatever it looks like', () => {
    const nasty = ['=HYPERLINK("http://x")', '<script>alert(1)</script>', '+1', '@SUM(A1)', '=cmd|x!A1'];
    const rows = nasty.map((name, index) =>
      sampleRow(index, '2018-10', {
        school: { ...(sampleSchools[index] as MasterRow['school']), name, liaison: name },
        state: 'invalid',
        findings: [{ finding: sampleFinding('A2-REQ', 'error', 'selfCheck', 'studentCount', name), since: '' }],
      }),
    );
    const book = masterBook(sampleView(rows));
    const values = book.tabs.flatMap(({ cells }) => cells.map(({ value }) => value));
    expect(values.filter((value) => typeof value === 'object' && value !== null && 'formula' in value)).toEqual([]);
    for (const name of nasty) expect(values).toContain(name);
    expect(shown(under(tabOf(book, masterTabs.progress), '学校名称'))).toEqual(nasty);
  });

  it('cuts nothing that a cell can hold and nothing a cell cannot hold breaks it', () => {
    const long = '宣'.repeat(32_767);
    const rows = [long, `${long}传`].map((value, index) => {
      const row = sampleRow(index, '2018-10');
      return { ...row, values: { ...row.values, selfCheck_specialWork: { value, understood: true, cell: '' } } };
    });
    const [whole, cut] = shown(columnOf(masterBook(sampleView(rows)), 'col_selfCheck_specialWork'));
    expect(whole).toBe(long);
    expect(String(cut).length).toBeLessThanOrEqual(32_767);
    expect(String(cut)).toContain('…');
  });
});

describe('a form’s tab', () => {
  const book = masterBook(sampleDistrict());

  it('has one column a blank in declared order, each with its name, unit and the words of the paper', () => {
    for (const form of allForms) {
      const tab = tabOf(book, masterTabs[form.key as 'selfCheck']);
      const header = tab.filter?.row ?? -1;
      const fields = fieldsOf(form).filter(({ key }) => key !== 'schoolId');
      const columns = fields.map(({ key }) => named(book, `col_${form.key}_${key}`).area.column);
      expect(columns).toEqual(fields.map((_, index) => 7 + index));
      fields.forEach((field, index) => {
        const cell = cellOf(tab, header, 7 + index);
        expect(cell?.value).toBe(field.unit ? `${fieldTitle(field)}（${field.unit}）` : fieldTitle(field));
        expect(cell?.note).toContain(field.label);
      });
      const identity = ['学校编码', '学校名称', '类型', '报送月份', '报送状态', '是否按时', '计入合计'];
      expect(identity.map((_, column) => cellOf(tab, header, column)?.value)).toEqual(identity);
    }
  });

  it('covers exactly the data rows with each name, the code’s and the month’s too', () => {
    const rows = sampleDistrict().rows;
    expect(shown(columnOf(book, 'col_monthlyReport_schoolId'))).toEqual(rows.map(({ school }) => school.code));
    expect(shown(columnOf(book, 'col_selfCheck_period'))).toEqual(rows.map(({ period }) => period));
    for (const { name, area } of book.names.filter(({ tab }) => tab !== masterTabs.annualSummary))
      expect(area.rows, name).toBe(48);
    expect(new Set(book.names.map(({ name }) => name)).size).toBe(book.names.length);
  });

  it('shows a blank that is added to a declaration, between its neighbours, without another edit', () => {
    const added: Field = {
      key: 'drills',
      source: 'X',
      label: '应急演练（次）：',
      kind: 'count',
      unit: '次',
      help: '',
      at: 'F',
    };
    const grown = { ...monthlyReport, tabs: addAfter(monthlyReport, 'activityPeople', added) };
    const row = sampleRow(0, '2018-10');
    const values = { ...row.values, monthlyReport_drills: { value: 4, understood: true, cell: '' } };
    const view = sampleView([{ ...row, values }], {
      forms: allForms.map((form) => (form.key === grown.key ? grown : form)),
    });
    const total = { monthlyReport_drills: { sum: 4, schools: 1 } };
    const after = masterBook({ ...view, periods: view.periods.map((it) => ({ ...it, totals: total })) });
    const { area } = named(after, 'col_monthlyReport_drills');
    expect(area.column).toBe(named(after, 'col_monthlyReport_activityPeople').area.column + 1);
    expect(shown(columnOf(after, 'col_monthlyReport_drills'))).toEqual([4]);
    const tab = tabOf(after, masterTabs.monthlyReport);
    expect(cellOf(tab, area.row - 1, area.column)?.value).toBe('应急演练（次）（次）');
    expect(cellOf(tab, 2, area.column)?.value).toBe(4);
  });

  it('tells blank, 0, 不适用, not reported, not understood and not found from one another', () => {
    const as = (value: string | number | null, understood = true) => ({ value, understood, cell: '' });
    const key = 'monthlyReport_villagePlanCount';
    const row = (index: number, value: ReturnType<typeof as>) => {
      const it = sampleRow(index, '2018-10');
      return { ...it, values: { ...it.values, [key]: value } };
    };
    const lost = sampleRow(5, '2018-10', { source: 'reading', state: 'invalid' });
    const { [key]: _, ...others } = lost.values;
    const finding = sampleFinding('L-DRIFT', 'error', 'monthlyReport', 'villagePlanCount');
    const cells = columnOf(
      masterBook(
        sampleView([
          row(0, as(null)),
          row(1, as(0)),
          row(2, as('不适用')),
          sampleRow(3, '2018-10', { source: 'none', state: 'notStarted' }),
          row(4, as('约3', false)),
          { ...lost, values: others, findings: [{ finding, since: '' }] },
          row(6, as(12.5, false)),
        ]),
      ),
      'col_monthlyReport_villagePlanCount',
    );
    expect(cells.map((cell) => [cell?.value, cell?.style])).toEqual([
      [null, 'number'],
      [0, 'number'],
      ['不适用', 'text'],
      ['—', 'muted'],
      ['约3', 'bad'],
      ['没找到这一栏', 'bad'],
      ['12.5', 'bad'],
    ]);
  });

  it('writes numbers as numbers, dates as dates, and codes and telephones as text', () => {
    const row = sampleRow(0, '2018-10');
    const values = {
      ...row.values,
      selfCheck_liaisonPhone: { value: '05395550110', understood: true, cell: '' },
      monthlyReport_hotline: { value: 5395550110, understood: true, cell: '' },
      monthlyReport_docNo: { value: 3, understood: true, cell: '' },
    };
    const typed = masterBook(sampleView([{ ...row, values }]));
    expect(shown(columnOf(typed, 'col_selfCheck_studentCount'))).toEqual([380]);
    expect(columnOf(typed, 'col_selfCheck_liaisonPhone')[0]).toMatchObject({ value: '05395550110', style: 'code' });
    expect(columnOf(typed, 'col_monthlyReport_hotline')[0]).toMatchObject({ value: '5395550110', style: 'code' });
    expect(shown(columnOf(typed, 'col_monthlyReport_docNo'))).toEqual(['3']);
    expect(shown(columnOf(typed, 'col_monthlyReport_docDate'))).toEqual([{ date: '2018-09-03' }]);
    expect(columnOf(typed, 'col_monthlyReport_schoolId')[0]).toMatchObject({ value: '371311001', style: 'code' });
  });

  it('adds accepted rows only: each total is the sum of the counted rows above or below it, with its coverage', () => {
    const view = sampleDistrict();
    for (const form of allForms.slice(0, 2)) {
      const tab = tabOf(book, masterTabs[form.key as 'selfCheck']);
      const months = shown(columnOf(book, `col_${form.key}_period`));
      const counted = shown(under(tab, '计入合计'));
      for (const { period, expected } of view.periods) {
        const sumRows = tab.cells.filter(
          ({ value, style }) => style === 'strong' && String(value) === `2018年${Number(period.slice(5))}月合计`,
        );
        expect(sumRows.length).toBe(period === '2018-10' ? 2 : 1);
        for (const field of fieldsOf(form).filter(({ kind }) => kind === 'count')) {
          const name = `col_${form.key}_${field.key}`;
          const numbers = shown(columnOf(book, name)).filter(
            (value, index): value is number =>
              counted[index] === '是' && months[index] === period && typeof value === 'number',
          );
          const { column } = named(book, name).area;
          for (const { row } of sumRows) {
            expect(cellOf(tab, row, column)?.value, `${period} ${name}`).toBe(numbers.reduce((a, b) => a + b, 0));
            expect(cellOf(tab, row + 1, column)?.value).toBe(`${numbers.length}/${expected} 校`);
          }
        }
        for (const { row } of sumRows) {
          expect(cellOf(tab, row, 2)?.value).toContain(period === '2018-10' ? '9月26日—10月25日' : '9月1日—9月25日');
          expect(cellOf(tab, row + 1, 2)?.value).toContain(`应报 ${expected} 校`);
        }
      }
    }
  });

  it('keeps a reading that was not accepted in sight, but out of every total and greyed', () => {
    const counted = sampleRow(0, '2018-10');
    const reading = sampleRow(1, '2018-10', { source: 'reading', state: 'invalid', timeliness: 'overdue' });
    const view = sampleView([counted, reading, sampleRow(2, '2018-10', { source: 'none', state: 'notStarted' })]);
    const tab = tabOf(masterBook(view), masterTabs.selfCheck);
    expect(shown(under(tab, '计入合计'))).toEqual(['是', '否', '否']);
    expect(shown(under(tab, '来源'))).toEqual(['已报第1版', '当前读数，未计入', '无']);
    expect(shown(under(tab, '学生数（人）'))).toEqual([380, 397, '—']);
    expect(cellOf(tab, 2, 7 + 1)?.value).toBe(380);
    // What is not understood keeps its red in a grey row: the first rule that fits wins.
    const tones = tab.conditions?.map(({ tone }) => tone) ?? [];
    expect(tones.length).toBeGreaterThan(1);
    expect(tones.slice(0, -1)).toEqual(tones.slice(1).map(() => 'bad'));
    const pupils = named(masterBook(view), 'col_selfCheck_studentCount').area;
    expect(tab.conditions).toContainEqual({
      area: pupils,
      when: { formula: 'AND(ISTEXT(I6),I6<>"不适用",I6<>"—")' },
      tone: 'bad',
    });
    expect(tab.conditions?.at(-1)).toEqual({
      area: { row: 5, column: 7, rows: 3, columns: tab.widths.length - 7 },
      when: { formula: '$G6="否"' },
      tone: 'quiet',
    });
    expect(cellOf(tab, 4, 6)?.value).toBe('计入合计');
  });

  it('shows no sum where no school gave a number', () => {
    const view = sampleView([sampleRow(0, '2018-10', { source: 'none', state: 'notStarted' })]);
    const tab = tabOf(masterBook(view), masterTabs.monthlyReport);
    const { column } = named(masterBook(view), 'col_monthlyReport_incidents').area;
    expect(cellOf(tab, 2, column)?.value).toBe('—');
    expect(cellOf(tab, 3, column)?.value).toBe('0/1 校');
  });

  it('lists a summary only where a school wrote one: what the hand-out filled in does not count', () => {
    const blank = Object.fromEntries(
      Object.entries(sampleRow(1, '2018-10').values).map(([key, value]) => [
        key,
        key.startsWith('annualSummary_') && key !== 'annualSummary_schoolId' ? { ...value, value: null } : value,
      ]),
    );
    const rows = [sampleRow(0, '2018-10'), sampleRow(1, '2018-10', { values: blank })];
    expect(shown(columnOf(masterBook(sampleView(rows)), 'col_annualSummary_schoolId'))).toEqual(['371311001']);
    const none = masterBook(sampleView(rows.slice(1)));
    expect(textsOf(tabOf(none, masterTabs.annualSummary))).toContain('还没有学校填写。');
    expect(named(none, 'col_annualSummary_preventionExperience').area.rows).toBe(1);
  });

  it('gathers 说明 in one column, each after the name of its row, and says where the values are from', () => {
    const row = sampleRow(0, '2018-10', {
      explanations: {
        selfCheck_studentCount: '并校',
        selfCheck_eduStudentTimes: '军训期间',
        monthlyReport_incidents: '另表',
      },
      madeAt: '2018-10-20T16:30:00Z',
      seenAt: '2018-10-21T01:02:00+08:00',
    });
    const tab = tabOf(masterBook(sampleView([row])), masterTabs.selfCheck);
    expect(shown(under(tab, '学校说明'))).toEqual(['学生数：并校；开展学生校园欺凌主题教育·次数：军训期间']);
    expect(shown(under(tab, '报送时间'))).toEqual(['2018-10-21 00:30']);
    expect(shown(under(tab, '首次看到'))).toEqual(['2018-10-21 01:02']);
    expect(shown(under(tab, '内容摘要'))).toEqual([row.hash.slice(0, 12)]);
    expect(under(tab, '文件')[0]).toMatchObject({ value: row.path, link: { to: 'file', path: row.path } });
  });

  it('traces any cell back to the blank it shows, and a total to its period', () => {
    const view = sampleDistrict();
    const { area } = named(book, 'col_monthlyReport_incidents');
    const at = (row: number, column = area.column) => figureAt(view, masterTabs.monthlyReport, row, column);
    view.rows.forEach(({ school, period }, index) => {
      expect(at(area.row + index)).toEqual({ period, form: 'monthlyReport', field: 'incidents', school: school.code });
    });
    expect(at(2)).toEqual({ period: '2018-10', form: 'monthlyReport', field: 'incidents' });
    const september = tabOf(book, masterTabs.monthlyReport).cells.find(({ value }) => value === '2018年9月合计');
    expect(at(september?.row ?? -1)).toEqual({ period: '2018-09', form: 'monthlyReport', field: 'incidents' });
    expect(at(area.row, 1)).toBeUndefined();
    expect(at(area.row + area.rows)).toBeUndefined();
    expect(at(area.row - 1)).toBeUndefined();
    expect(figureAt(view, masterTabs.progress, area.row, area.column)).toBeUndefined();
  });
});

describe('总览', () => {
  const view = sampleDistrict();
  const book = masterBook(view);

  it('opens on what to do and puts each school under the first thing that is wrong, with its telephone', () => {
    const first = tabOf(book, masterTabs.overview).cells[0];
    expect([first?.row, first?.value]).toEqual([0, '今天要做的事']);
    const schools = (title: string) => groupRows(book, title).map(([, name]) => name);
    expect(schools('报表读不了')).toEqual(['松岗示例中学']);
    expect(schools('逾期未报')).toEqual([
      '西河示例小学',
      '北塘示例中学',
      '青石示例小学',
      '红枫示例小学',
      '柳园示例中心小学',
    ]);
    expect(schools('已退回')).toEqual(['月湖示例小学']);
    expect(schools('没有邮箱')).toEqual(['梅溪示例小学']);
    expect(schools('请判断的疑问')).toEqual(['朝阳示例中学']);
    expect(schools('构成刑事')).toEqual(['育才示例中学']);
    const [west] = groupRows(book, '逾期未报');
    expect(west).toEqual([
      '371311002',
      '西河示例小学',
      '2018-10',
      '10月25日24:00 截止。还没有填。',
      '西河联络',
      '0539-5550111',
      '西河校长',
      '0539-5550211',
    ]);
    expect(groupRows(book, '没有邮箱')[0]?.[5]).toBe('▲ 名册没有电话');
    expect(groupRows(book, '没有邮箱')[0]?.[3]).toContain('10月30日24:00 截止');
  });

  it('says what is lacking: blanks still empty, blanks that are wrong, who has not signed, why it was returned', () => {
    const words = new Map(groupRows(book, '逾期未报').map((row) => [row[1], row[3]]));
    expect(words.get('北塘示例中学')).toContain('2 处必须改正：本月校园欺凌发生事件数、开展学生校园欺凌主题教育·人次');
    expect(words.get('柳园示例中心小学')).toContain('还差：本月校园欺凌发生事件数、牵头部门联系方式');
    expect(words.get('红枫示例小学')).toContain('没有签的：《月报表》校长。');
    expect(groupRows(book, '已退回')[0]?.[3]).toContain('处理情况写得太简单');
  });

  it('leaves alone what is explained or waived, and lists it last', () => {
    const finding = sampleFinding('X-WHO', 'query', 'selfCheck', 'liaisonPhone');
    const waived = sampleFinding('A2-CAP', 'error', 'selfCheck', 'eduTeacherPeople');
    const open = sampleFinding('A2-ROLL', 'query', 'selfCheck', 'studentCount');
    const since = '2018-10-22T10:00:00+08:00';
    const row = sampleRow(0, '2018-10', {
      findings: [{ finding: open, since }],
      setAside: [
        { finding, why: 'explained', text: '换了联络人，名册待更新', since },
        { finding: waived, why: 'waived', text: '含外校教师', since },
      ],
    });
    const book = masterBook(sampleView([row]));
    expect(groupRows(book, '请判断的疑问')).toHaveLength(1);
    const tab = book.tabs.find(({ name }) => name === '校验问题');
    const column = (title: string) => tab?.cells.find(({ row: at, value }) => at === 2 && value === title)?.column;
    const under = (title: string) =>
      tab?.cells.filter(({ row: at, column: it }) => at > 2 && it === column(title)).map(({ value }) => value);
    expect(under('轻重')).toEqual(['● 请核实或说明', '√ 已说明', '◇ 已豁免']);
    expect(under('学校说明')?.slice(1)).toEqual(['换了联络人，名册待更新', '豁免：含外校教师']);
  });

  it('tells of a report that was changed after it was closed', () => {
    const row = sampleRow(0, '2018-10', {
      state: 'locked',
      changedClosed: { blanks: 2, at: '2018-11-05T09:00:00+08:00' },
    });
    const [line] = groupRows(masterBook(sampleView([row])), '定稿后又改了的报表');
    expect(line?.[3]).toContain('改了 2 栏');
  });

  it('takes the telephone of the school’s own table where the register has none', () => {
    const school = { ...(sampleSchools[0] as MasterRow['school']), liaison: '', liaisonPhone: '' };
    const row = sampleRow(0, '2018-10', { school, state: 'invalid', source: 'reading' });
    const [line] = groupRows(masterBook(sampleView([row])), '有误');
    expect(line?.slice(4, 6)).toEqual(['东岭老师', '0539-5550310']);
  });

  it('asks for an address whose newest letter did not arrive, and no longer once one did', () => {
    const letter = (at: string, state: string) => ({
      at,
      key: at,
      to: 'lianluo2@school.example',
      subject: '',
      state,
      note: '没有这个邮箱',
    });
    const refused = letter('2018-10-20T09:00:00+08:00', 'refused');
    const rows = [sampleRow(1, '2018-10')];
    expect(groupRows(masterBook(sampleView(rows, { letters: [refused] })), '邮件没有送到')[0]).toContain(
      '西河示例小学',
    );
    const later = [refused, letter('2018-10-21T09:00:00+08:00', 'sent')];
    expect(groupRows(masterBook(sampleView(rows, { letters: later })), '邮件没有送到')).toEqual([]);
  });

  it('shows drafts to approve and warnings, and says so where there is nothing to do', () => {
    expect(groupRows(book, '通报草稿待审签')).toEqual([['2018年9月—2018年10月通报']]);
    const warned = masterBook(sampleView([], { warnings: ['2027年的节假日还没有录入。'] }));
    expect(groupRows(warned, '要注意')).toEqual([['2027年的节假日还没有录入。']]);
    const calm = tabOf(masterBook(sampleView([sampleRow(0, '2018-10')])), masterTabs.overview);
    expect(textsOf(calm).some((text) => text.includes('没有要打电话的学校'))).toBe(true);
  });

  it('shows what comes next with its weekday, and whom a reminder would reach; an unknown year first', () => {
    const rung = { date: '2018-10-30', time: '08:30', kind: 'rung', title: '2018年10月月报催报（第 4 级）' } as const;
    const schedule = [
      { date: '2018-10-26', kind: 'unknownHolidays', title: '2018 年的放假安排还不知道', detail: '请补录。' },
      { ...rung, detail: '发给联络人、校长。', period: '2018-10' },
      {
        date: '2018-11-25',
        time: '24:00',
        kind: 'deadline',
        title: '2018年11月月报截止',
        detail: '',
        period: '2018-11',
      },
    ] as const;
    const rows = [
      sampleRow(0, '2018-10'),
      sampleRow(1, '2018-10', { source: 'none', state: 'notStarted', timeliness: 'overdue' }),
      sampleRow(2, '2018-10', { source: 'none', state: 'locked', timeliness: 'overdue' }),
    ];
    const tab = tabOf(masterBook(sampleView(rows, { schedule })), masterTabs.overview);
    expect(textsOf(tab)).toEqual(
      expect.arrayContaining([
        '日程',
        '10月26日 周五',
        '▲ 2018 年的放假安排还不知道',
        '10月30日 周二',
        '08:30 2018年10月月报催报（第 4 级）',
        '发给联络人、校长。现在还有 1 校。',
        '11月25日 周日',
        '24:00 2018年11月月报截止',
      ]),
    );
    const position = (text: string): number => textsOf(tab).indexOf(text);
    expect(position('今天要做的事')).toBeLessThan(position('日程'));
    expect(position('日程')).toBeLessThan(position('发到学校群里的话'));
    expect(textsOf(tabOf(masterBook(sampleView(rows)), masterTabs.overview))).not.toContain('日程');
  });

  it('offers one paragraph that names exactly the schools that are late', () => {
    const message = groupMessage(view);
    expect(textsOf(tabOf(book, masterTabs.overview))).toContain(message);
    expect(message).not.toMatch(/[\n"=<]/);
    expect(message).toContain('10月25日 周四 24:00');
    expect(message).toContain('应报 24 校，已报 17 校，还差 7 校');
    const named = sampleSchools.filter(({ name }) => message.includes(name)).map(({ name }) => name);
    const late = view.rows.filter(({ period, timeliness }) => period === '2018-10' && timeliness === 'overdue');
    expect(late.length).toBe(6);
    expect(named).toEqual(
      sampleSchools.map(({ name }) => name).filter((name) => late.some(({ school }) => school.name === name)),
    );
    // One school has until the 30th: it is not late, and 月湖 only looks at its report again.
    expect(message).toContain('另有 1 校准许延期');
    expect(message).toContain('还没有填的：西河示例小学、青石示例小学');
    expect(message).not.toMatch(/处理结果|约3|635|月湖|梅溪/);
  });

  it('words the paragraph by the deadline, and names nobody before it: to come, passed, or all there', () => {
    const waiting = sampleRow(1, '2018-10', { source: 'none', state: 'notStarted', timeliness: 'notDue' });
    const wrong = sampleRow(2, '2018-10', { source: 'reading', state: 'invalid', timeliness: 'notDue' });
    const before = groupMessage(sampleView([sampleRow(0, '2018-10'), waiting, wrong]));
    expect(before).toContain('请在 10月25日 周四 24:00 前报送');
    expect(before).toContain('还差 2 校');
    for (const { name } of sampleSchools) expect(before).not.toContain(name);
    expect(groupMessage(sampleView([{ ...waiting, timeliness: 'overdue' }]))).toContain(
      '已于 10月25日 周四 24:00 截止',
    );
    const all = groupMessage(sampleView([sampleRow(0, '2018-10')]));
    expect(all).toContain('全部报齐');
    expect(all).not.toContain('还差');
    expect(groupMessage(sampleView([]))).toBe('');
  });

  it('counts every period: states and timeliness add up to 应报, totals say what they cover', () => {
    const tab = tabOf(book, masterTabs.overview);
    const rowOf = (title: string, month: string) => {
      const top = tab.cells.find(({ value }) => String(value).startsWith(title))?.row ?? Number.NaN;
      const row = tab.cells.find((cell) => cell.row > top && cell.column === 0 && cell.value === month)?.row;
      return tab.cells.filter((cell) => cell.row === row).map(({ value }) => value);
    };
    const states = rowOf('各月报送状态', '2018-10');
    expect(states.slice(0, 4)).toEqual(['2018-10', '9月26日—10月25日', '10月25日24:00', 24]);
    expect((states.slice(4) as number[]).reduce((a, b) => a + b, 0)).toBe(24);
    const times = rowOf('各月是否按时', '2018-10');
    expect(times.slice(3, 6)).toEqual([24, 17, 14]);
    expect((times.slice(6) as number[]).reduce((a, b) => a + b, 0)).toBe(24);
    const accepted = view.rows.filter(({ period, source }) => period === '2018-10' && source === 'accepted');
    const sum = (key: string) => accepted.reduce((total, { values }) => total + Number(values[key]?.value ?? 0), 0);
    const totals = rowOf('各月事件合计', '2018-10');
    expect(totals).toEqual([
      '2018-10',
      '9月26日—10月25日',
      24,
      17,
      sum('monthlyReport_incidents'),
      '17/24 校',
      sum('monthlyReport_incidentsReported'),
      '17/24 校',
      sum('monthlyReport_incidentsCriminal'),
      '17/24 校',
      sum('monthlyReport_handledCount'),
      '17/24 校',
    ]);
    expect(sum('monthlyReport_incidents')).toBeGreaterThan(1);
  });
});

describe('the lists', () => {
  const book = masterBook(sampleDistrict());

  it('shows progress by words with a sign, and tints what it says', () => {
    const tab = tabOf(book, masterTabs.progress);
    expect(shown(under(tab, '报送状态')).slice(0, 4)).toEqual(['√ 已报送', '○ 未填', '√ 已报送', '▲ 有误']);
    expect(shown(under(tab, '是否按时')).slice(0, 2)).toEqual(['√ 按时', '▲ 逾期未报']);
    expect(shown(under(tab, '必须改正'))[3]).toBe(2);
    expect(shown(under(tab, '截止时间'))[9]).toBe('10月30日24:00（延期）');
    expect(shown(under(tab, '联络人电话'))[1]).toBe('0539-5550111');
    const tones = tab.conditions?.flatMap(({ when, tone }) => ('equals' in when ? [`${when.equals} ${tone}`] : []));
    expect(tones).toContain('▲ 有误 bad');
    expect(tones).toContain('√ 按时 good');
    expect(tab.filter).toEqual({ row: 2, column: 0, rows: 49, columns: tab.widths.length });
    expect(tab.freeze).toEqual({ rows: 3, columns: 2 });
  });

  it('lists findings errors first, each linked to the cell that must change', () => {
    const tab = tabOf(book, masterTabs.findings);
    expect(shown(under(tab, '轻重'))).toEqual([...Array(4).fill('▲ 必须改正'), '● 请核实或说明', '○ 提示', '√ 已说明']);
    const [first] = under(tab, '单元格');
    expect(first).toMatchObject({
      value: sampleFinding('', 'error', 'monthlyReport', 'incidents').cell,
      link: { to: 'file', path: '学校/371311004 北塘示例中学/2018年10月.xlsx', tab: '月报表' },
    });
    expect(`月报表!${first?.link?.to === 'file' ? first.link.a1 : ''}`).toBe(first?.value);
    expect(shown(under(tab, '学校说明'))).toContain('原联络人产假，10 月起由教导主任代。');
    expect(shown(under(tab, '首次发现'))[0]).toBe('2018-10-20 10:00');
  });

  it('lists letters and runs newest first, whatever order and offset they come in', () => {
    const at = ['2018-10-24T08:30:00+08:00', '2018-10-24T01:00:00Z', '2018-10-23T08:30:00+08:00'];
    const rows = masterBook(
      sampleView([], {
        runs: at.map((it) => ({ at: it, job: 'validate', period: '2018-10', summary: it })),
        letters: at.map((it) => ({ at: it, key: it, to: 'a@b.example', subject: it, state: 'sent', note: '' })),
      }),
    );
    const expected = ['2018-10-24 09:00', '2018-10-24 08:30', '2018-10-23 08:30'];
    expect(shown(under(tabOf(rows, masterTabs.runs), '时间'))).toEqual(expected);
    expect(shown(under(tabOf(rows, masterTabs.reminders), '时间'))).toEqual(expected);
  });

  it('says what changed by the names of form and blank', () => {
    const tab = tabOf(book, masterTabs.changes);
    const titles = ['学校名称', '表', '栏目', '原来', '改为', '版本'];
    expect(titles.map((title) => shown(under(tab, title))[0])).toEqual([
      '双桥示例中学',
      '月报表',
      '本月校园欺凌发生事件数',
      '0',
      '1',
      '第1版→第2版',
    ]);
  });

  it('lists the rules with how often each stands now', () => {
    const tab = tabOf(book, masterTabs.rules);
    expect(shown(under(tab, '规则'))).toEqual(['A3-ZERO', 'A2-ROLL', 'A3-CRIM']);
    expect(shown(under(tab, '现有'))).toEqual([1, 1, 1]);
  });

  it('says a sentence where a list is empty', () => {
    const empty = masterBook(sampleView([]));
    expect(textsOf(tabOf(empty, masterTabs.reminders))).toContain('还没有发过邮件。');
    expect(textsOf(tabOf(empty, masterTabs.bulletins))).toContain('还没有通报。');
    expect(textsOf(tabOf(empty, masterTabs.changes))).toContain('还没有学校改动过已报送的数。');
  });
});

describe('times', () => {
  it('are the clocks of the district, whatever the offset', () => {
    expect(minuteTitle('2018-09-20T14:05:59+08:00')).toBe('2018-09-20 14:05');
    expect(minuteTitle('2018-09-20T18:05:00Z')).toBe('2018-09-21 02:05');
    expect(minuteTitle('2018-12-31T20:00:00-05:00')).toBe('2019-01-01 09:00');
    expect(minuteTitle('')).toBe('');
    expect(minuteTitle('不详')).toBe('不详');
  });

  it('say a deadline at midnight as the end of the day before', () => {
    expect(deadlineTitle('2018-09-26T00:00:00+08:00')).toBe('9月25日24:00');
    expect(deadlineTitle('2018-09-25T23:59:59+08:00')).toBe('9月25日24:00');
    expect(deadlineTitle('2018-09-25T16:00:00Z')).toBe('9月25日24:00');
    expect(deadlineTitle('2018-09-25T17:30:00+08:00')).toBe('9月25日17:30');
    expect(deadlineTitle('2019-01-01T00:00:00+08:00')).toBe('12月31日24:00');
  });
});

function placesOf(area: Area): string[] {
  return Array.from({ length: area.rows * area.columns }, (_, index) =>
    [area.row + Math.floor(index / area.columns), area.column + (index % area.columns)].join(','),
  );
}

/** A book with its maps as lists, so that JSON sees all of it. */
function plain(book: Book): unknown {
  return { ...book, tabs: book.tabs.map((tab) => ({ ...tab, heights: [...(tab.heights ?? [])] })) };
}

function addAfter(form: Form, key: string, added: Field): Form['tabs'] {
  return form.tabs.map((tab) => ({
    ...tab,
    rows: tab.rows.map((row) =>
      row.fields?.some((field) => field.key === key)
        ? { ...row, fields: row.fields.flatMap((field) => (field.key === key ? [field, added] : [field])) }
        : row,
    ),
  }));
}
