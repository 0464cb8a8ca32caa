import type { BookCell, BookTab, StyleName } from '../../../schemas/book.ts';
import { controlTablesWith } from '../../../schemas/control.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import { controlTabs, tree } from '../../../schemas/tree.ts';

/** A line of 使用说明: a heading, a paragraph, or what is in question with what to do. */
type Line = { readonly heading: string } | { readonly paragraph: string } | readonly [what: string, how: string];

const master = tree.master.replace('.xlsx', '');

/** What each tab is for. */
function tabLines(registers: readonly Register[]): readonly Line[] {
  const rules = controlTablesWith(registers).filter(
    ({ name }) => !registers.some((register) => register.name === name),
  );
  return [
    { heading: '改什么规定，到哪张表' },
    ...rules.map(({ name, purpose }): Line => [name, purpose]),
    { heading: '办了什么事，记在哪张登记表' },
    ...registers.map(({ name, purpose }): Line => [name, purpose]),
  ];
}

const advice: readonly Line[] = [
  { heading: '常做的事' },
  [
    '新增一所学校',
    '在“学校名册”最后一行下面加一行，填学校编码、学校名称、学段、类型；邮箱暂时没有就留空，这所学校会列入电话联系名单。文件夹和报表由程序建。',
  ],
  ['学校撤并、停办', '不要删行。在“停用月份”填最后一个要报送的月份，以后的月份就不再要它报送，以前的数据都在。'],
  ['换了联络人或校长', '改“学校名册”里那一行的姓名、邮箱、电话，从下一封信起发给新的人。学校编码不要改。'],
  ['准许某校晚交', '在“延期”加一行：学校编码、报送月份、新截止日、原因。是否按时，以后照新截止日算。'],
  [
    '要学校重填',
    '在“退回”加一行：学校编码、报送月份、原因（学校会看到）、退回日期。学校在校验结果里看到原因；改过保存以后照常检查，不用删这一行。同一份报表要再退一次，就再加一行。',
  ],
  [
    '规则对某校不合适',
    '在“豁免”加一行：学校编码、栏目、规则编号、原因，到哪一天为止。那一栏就不再提这一条，《总表》的“校验问题”里写作“已豁免”。不要让学校编数字凑过去。',
  ],
  [
    '登记舆情、信访、快报',
    '一件一行：学校编码、日期、一句话摘要，不写学生姓名。那个月报 0 件的学校会请它核实；经查不属实的，把“核实”填成“不属实”。',
  ],
  [
    '列入督办',
    '《总表》的“督办提议”说哪些事该考虑列入、凭什么。决定列入的，在“督办”加一行，“提议编号”照抄；决定不列入的也加一行，“是否督办”填“不督办”。核查、处置、整改、销号，办完一步填一步的日期，灯和提醒信都照这些日期走。',
  ],
  [
    '公开一条信息',
    '在“信息公开”加一行，拟稿人、审核人、发布日期、编号都填。查过没有不宜公开的内容，下一次运行就上公开页（公开/index.html）；没有上去的，《总表》的“公开记录”说还差什么。改了文字，审核后把“版次”加 1；要拿下来，填“撤下日期”，不要删行。学校报的是手机号，问过机主再登记到“公开电话”。',
  ],
  [
    '专项督导评分',
    '满分和达标值在“评分办法”里改，想试试就填“试算满分”；现场打的分填“实地评分”。《总表》的“督导评分”随时预填，“评分依据”说每一分从哪里来。公布：在“评分公布”加一行，两个人签，下一次运行定稿，每校只收到自己的分。学校申诉，填“评分申诉”。',
  ],
  [
    '移交追责',
    '写在“监察室”文件夹的《追责移交》里，不写在这个工作簿里。程序只读编号和日期，只提醒监察室自己的邮箱；“科室”里没有监察室邮箱的，谁也不提醒。',
  ],
  [
    '改办理的期限',
    '在“办理时限”下面加一行：登记表、环节、天数、单位和生效日期。旧的一行不要删，以前开始的事照旧的期限算。',
  ],
  [
    '登记表里写错了一行',
    '那一行先不采用，别的照常办；《总表》的“总览”会说是哪一格、应当怎么写。改好保存，下一次运行就采用。',
  ],
  [
    '签发通报',
    '先看“通报”文件夹里的草稿，正文可以直接改。再在“通报审签”加一行：草稿编号照《总表》的“通报记录”抄，拟稿人和签发人不能是同一个人。各项对得上，下一次运行就发给各校的联络人和校长（以及“设置”里的“通报抄送”），然后定稿；对不上，《总表》的“总览”会说哪里不对。',
  ],
  [
    '请程序办一件事',
    '在“办理请求”加一行（谷歌表格里用菜单“安全科”）：立即校验、预览催报、生成通报草稿、查看来源。下一次运行就办，答复在《总表》的“运行日志”；没有办成的，《总表》的“总览”会说怎么改。办过的行留着或删掉都可以。',
  ],
  [
    '登记放假和调休',
    '每年 11 月前后国务院公布下一年的安排。《总表》提示哪一年不知道时，把放假和调休的日子填进“节假日”。',
  ],
  ['先试试，不真发信', '在“设置”里把“试运行”改成“是”，并填好安全科邮箱：所有的信只发给安全科，信里注明本来要发给谁。'],
  { heading: '怎么写' },
  ['月份和日期', '月份写 2018-09，日期写 2018-09-25；写成 2018年9月、2018/9/25 也认得。'],
  ['编码和电话', '这些格子是文本格式，前面的 0 不会丢。从别处粘贴时请用“只粘贴值”。'],
  ['一格几个人或几张表', '用顿号隔开，例如 联络人、校长。邮箱例外：一格只写一个。'],
  [
    '规定写错了',
    '设置、名册、延期这些管着全区的表有一格写错，程序就不运行，把每一处的位置、现在的内容和应当怎么写一次全列出来，照着改好保存即可，不会猜您的意思。',
  ],
  { heading: '程序不动什么' },
  {
    paragraph: `程序只在建立时写一次这个工作簿，以后只读不写；它算出来的、建议的，都写在《${master}》里。`,
  },
  {
    paragraph:
      '列可以换顺序，也可以加自己用的列和表，程序不看。表名和表头的文字请不要改。删掉一整张表，就照默认的规定办（学校名册除外）；再运行一次 init 会补上缺的表，已有的格子一个也不动。',
  },
  { paragraph: '改完请保存并关闭。程序下一次运行时照新的内容办，一般在一小时之内。' },
  { heading: '问谁' },
  {
    paragraph:
      '怎么规定、准不准延期：由安全科决定。程序报错、收不到信、打不开文件：请管这套程序的同事运行 npx anxiao doctor，它会说哪里不对、怎么办。',
  },
];

/** 使用说明 of the control workbook: what to edit where, and what no machine ever touches. */
export function controlHelpTab(registers: readonly Register[]): BookTab {
  const lines = [...tabLines(registers), ...advice];
  const tabs = new Set(controlTablesWith(registers).map(({ name }) => name));
  const cells: BookCell[] = [
    { row: 0, column: 0, value: '区级设置　使用说明', style: 'h1' },
    {
      row: 1,
      column: 0,
      value: '全区的规定都在这个工作簿里，由安全科填写。机器照它办事，从不改它。',
      style: 'lead',
    },
  ];
  const first = 3;
  return {
    name: controlTabs.help,
    flag: 'help',
    widths: [24, 96],
    heights: new Map([
      [0, 30],
      [1, 20],
      ...lines.map((line, index): [number, number] => [first + index, heightOf(line)]),
    ]),
    cells: [...cells, ...lines.flatMap((line, index) => cellsOf(line, first + index, tabs))],
    merges: [
      { row: 0, column: 0, rows: 1, columns: 2 },
      { row: 1, column: 0, rows: 1, columns: 2 },
      ...lines.flatMap((line, index) =>
        'paragraph' in line ? [{ row: first + index, column: 0, rows: 1, columns: 2 }] : [],
      ),
    ],
    print: { landscape: false, onePage: false },
  };
}

function cellsOf(line: Line, row: number, tabs: ReadonlySet<string>): BookCell[] {
  const cell = (column: number, value: string, style: StyleName): BookCell => ({ row, column, value, style });
  if ('heading' in line) return [cell(0, line.heading, 'h2'), cell(1, '', 'h2')];
  if ('paragraph' in line) return [cell(0, line.paragraph, 'lead')];
  const [what, how] = line;
  const head: BookCell = tabs.has(what)
    ? { ...cell(0, what, 'link'), link: { to: 'cell', tab: what, a1: 'A1' } }
    : cell(0, what, 'strong');
  return [head, cell(1, how, 'wrapped')];
}

/** Heights are fixed when the book is drawn: about 46 Chinese characters to a line of the second column, 58 of both. */
function heightOf(line: Line): number {
  if ('heading' in line) return 28;
  const rows = 'paragraph' in line ? Math.ceil(line.paragraph.length / 58) : Math.ceil(line[1].length / 46);
  return 6 + 16 * rows;
}
