import type { BookCell, BookTab, BookValue, Link, StyleName } from '../../../schemas/book.ts';
import { fieldTitle } from '../../../schemas/form.ts';
import { monthlyForms } from '../../../schemas/forms.ts';
import { columnLetters } from '../../../schemas/grid.ts';
import type { Area, PlacedField } from '../../../schemas/layout.ts';
import { periodTitle } from '../../../schemas/periods.ts';
import { tickChoices } from '../../../schemas/ticks.ts';
import { guideName } from '../../../schemas/tree.ts';
import { heightFor } from '../master/drawn.ts';
import type { FormTab } from './report-form.ts';
import type { ReportSpec } from './report-spec.ts';

/** One line of the guide: a sign or a link on the left, words on the right. */
interface Line {
  readonly left?: BookValue;
  readonly leftStyle?: StyleName;
  readonly link?: Link;
  readonly right?: BookValue;
  readonly rightStyle?: StyleName;
  /** The words run over both columns. */
  readonly wide?: boolean;
  readonly height?: number;
}

const widths = [21, 64];
const wide = 86;

/** 填报说明: what to fill in, by when, what counts as 报送, the steps, the tints, and whom to call. On one page. */
export function guideTab(spec: ReportSpec, forms: readonly FormTab[]): BookTab {
  const lines = [
    ...headLines(spec),
    ...formLines(spec, forms),
    ...signLines(forms),
    ...stepLines(spec),
    ...legendLines(spec),
    ...helpLines(spec),
  ];
  const cells: BookCell[] = [];
  const merges: Area[] = [];
  const heights = new Map<number, number>();
  lines.forEach((line, row) => {
    if (line.left !== undefined)
      cells.push({
        row,
        column: 0,
        value: line.left,
        style: line.leftStyle ?? 'strong',
        ...(line.link ? { link: line.link } : {}),
      });
    if (line.right !== undefined)
      cells.push({ row, column: 1, value: line.right, style: line.rightStyle ?? 'wrapped' });
    if (line.wide) merges.push({ row, column: 0, rows: 1, columns: 2 });
    heights.set(row, line.height ?? heightOf(line));
  });
  return {
    name: guideName,
    flag: 'help',
    widths,
    heights,
    cells,
    merges,
    locked: true,
    print: { landscape: false, onePage: true },
  };
}

function heightOf({ left, right, wide: runsOver }: Line): number {
  const text = (value: BookValue | undefined) => (typeof value === 'string' ? value : '');
  const [first = 0, second = 0] = widths;
  return Math.max(heightFor(text(left), runsOver ? wide : first), heightFor(text(right), second), 20);
}

function heading(words: string): Line {
  return { left: words, leftStyle: 'h2', wide: true, height: 30 };
}

function headLines({ identity, words, school }: ReportSpec): Line[] {
  return [
    { left: `${periodTitle(identity.period)}报表　填报说明`, leftStyle: 'h1', wide: true, height: 34 },
    { left: `${school.name}（${school.code}）　${words.campaign}`, leftStyle: 'lead', wide: true },
    { left: words.window, leftStyle: 'lead', wide: true },
  ];
}

function formLines(spec: ReportSpec, forms: readonly FormTab[]): Line[] {
  return [
    heading('一、填哪些（点表名就到）'),
    ...forms.map(({ tab, placed, summary }): Line => {
      const own = monthlyForms.some(({ key }) => key === placed.form.key);
      return {
        left: tab.name,
        leftStyle: 'link',
        link: { to: 'cell', tab: tab.name, a1: firstInput(placed.fields) },
        right: summary
          ? {
              formula: `'${tab.name}'!${summary.cell}${own ? '' : '&"（单独的报送事项，不影响本月报表）"'}`,
              result: `${summary.words}${own ? '' : '（单独的报送事项，不影响本月报表）'}`,
            }
          : '可不填：有打算就写，打印时另附一页。',
      };
    }),
    {
      left: `${spec.deadline ? `请于${spec.deadline}` : `每月${spec.words.day}日`}前${spec.saves === 'byItself' ? '填好、签好，就算交给' : '填好、保存，交'}${spec.words.office}。没有发生事件也要报：件数填 0，就是零报告。`,
      leftStyle: 'lead',
      wide: true,
    },
  ];
}

function firstInput(fields: readonly PlacedField[]): string {
  const first = fields.find(({ field }) => !field.given && !field.signs) ?? fields[0];
  return first ? a1(first) : 'A1';
}

function a1({ input }: PlacedField): string {
  return `${columnLetters(input.column)}${input.row + 1}`;
}

const numerals = '零一两三四五六七八九十';

function signLines(forms: readonly FormTab[]): Line[] {
  const monthly = signsOf(forms, true);
  const others = signsOf(forms, false);
  const count = numerals[monthly.length] ?? String(monthly.length);
  return [
    heading(`二、怎样算报送：${count}处签报都填好`),
    ...monthly.map(({ tab, field }): Line => signLine(tab, field)),
    {
      left: `${count}处都填好，表里又没有“必须改正”的问题，就算报送，联络人和校长会收到回执。少一处就还是“待签”。`,
      leftStyle: 'lead',
      wide: true,
    },
    ...others.map(({ tab, field }): Line => signLine(tab, field, `《${tab}》是单独的事项，单独签，不影响本月报表。`)),
  ];

  function signLine(tab: string, placed: PlacedField, right = placed.field.help): Line {
    return {
      left: `《${tab}》${fieldTitle(placed.field)}`,
      leftStyle: 'link',
      link: { to: 'cell', tab, a1: a1(placed) },
      right,
    };
  }
}

function signsOf(forms: readonly FormTab[], monthly: boolean): { tab: string; field: PlacedField }[] {
  return forms
    .filter(({ placed }) => monthlyForms.some(({ key }) => key === placed.form.key) === monthly)
    .flatMap(({ tab, placed }) =>
      placed.fields.filter(({ field }) => field.signs).map((field) => ({ tab: tab.name, field })),
    );
}

function stepLines({ saves }: ReportSpec): Line[] {
  const step = (left: string, right: string): Line => ({ left, right });
  return [
    heading('三、四步完成'),
    step('1　填写', '只填有底色的格子。字多写不下，把那一行拉高；打印的样子和纸质附件一样。'),
    step('2　看右边的提示', '“待填”没有了，“请改”“超出”也没有了，再请领导审核、签名。'),
    step('3　打印、签字、盖章', '每张表印一页 A4。印好后签字、盖章，纸质表按原来的办法交。'),
    saves === 'byItself'
      ? step(
          '4　关掉网页就行',
          '填的内容自动保存，不用另存、不用发送。下次检查后，要改的格子会变色，多出来的“校验结果”表会说怎么改；就在原处改。',
        )
      : step(
          '4　保存，放回原处',
          '存成 .xlsx，文件名不要改，关闭文件。下次检查后，旁边的“校验结果”会说哪里要改；改好再存就行。',
        ),
  ];
}

function legendLines({ carriedFrom }: ReportSpec): Line[] {
  const sample = (left: BookValue, leftStyle: StyleName, right: string): Line => ({ left, leftStyle, right });
  return [
    heading('四、格子怎么看'),
    sample(tickChoices[0], 'inputCentre', '要填的格子（淡黄）。有、无的格子点右边的小箭头选，也可以自己打“√”。'),
    ...(carriedFrom
      ? [
          sample(
            '上月的内容',
            'inputCarried',
            `请核对的格子（淡蓝）：沿用${carriedFrom}填的，没变化不用动，有变化请改。`,
          ),
        ]
      : []),
    sample('', 'explain', '说明栏（虚线框，可不填）：这一行有要解释的就写在这里，安全科看得到。'),
    sample('请改', 'bad', '填得不对的格子变红，右边写着“请改”。别的问题要等下次检查后才知道。'),
  ];
}

function helpLines({ words, officePhone }: ReportSpec): Line[] {
  const phone = officePhone ? `，电话 ${officePhone}` : '';
  return [
    heading('五、请放心，也请留意'),
    {
      left: `表格只锁住印好的字，没有密码，不会填坏。不要增删行列、改表名。学生姓名、身份证号、电话、住址都不要写进来，用“一名学生”这样的说法。\n有问题请找${words.office}${phone}。`,
      leftStyle: 'lead',
      wide: true,
    },
  ];
}
