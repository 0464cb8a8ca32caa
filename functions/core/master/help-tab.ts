import type { BookTab } from '../../../schemas/book.ts';
import { type State, states, type Timeliness, timelinesses } from '../../../schemas/state.ts';
import { masterTabs } from '../../../schemas/tree.ts';
import { type Block, gap, line, stacked, wrappedLine } from './block.ts';
import { printed, text } from './drawn.ts';
import { severityWords, stateWords, timelinessWords } from './marks.ts';
import type { MasterView } from './master-view.ts';
import { minuteTitle } from './times.ts';

const widths: readonly number[] = [22, 108];

/** 使用说明: how to read the master, what its words mean, how to trace a number to a school's cell. */
export function helpTab(view: MasterView): BookTab {
  const { cells, merges, heights } = stacked([
    line([{ column: 0, columns: 2, drawn: text('怎样看《总表》', 'h1') }], 32),
    section('先知道这三件事', [
      [
        '由系统生成',
        '《总表》每次运行重新生成，只供查看。在这里改的字不会保留：系统发现有人改过，会把改过的那份另存为“总表 人工改动”，再生成新的。',
      ],
      ['要改数', '请学校在自己的报表里改；学校名册、延期、退回、豁免在《区级设置》里登记。'],
      [
        '可以做的',
        '各表可以筛选、排序、复制、打印。工作表加了保护，没有密码，只防误改。删了《总表》也不要紧，下次运行会重新生成。',
      ],
    ]),
    section('各张表', tabMeanings),
    section(
      '报送状态（从上往下，第一个符合的算）',
      states.map((state) => [stateWords(state), stateMeanings[state]]),
    ),
    section(
      '是否按时（看最后一个已报版本）',
      timelinesses.map((timeliness) => [timelinessWords(timeliness), timelinessMeanings[timeliness]]),
    ),
    section('问题的轻重', [
      [severityWords('error'), '改正以前不算报送。'],
      [severityWords('query'), '请学校核对或在“说明”栏写一句；不影响报送。没有写说明的列在《总览》，由安全科判断。'],
      [severityWords('note'), '只是告知，不用处理。'],
    ]),
    section('数字怎样算', [
      ['合计', '只加“计入合计”为“是”的行，也就是内容无误、签齐了的已报版本。学校后来又改、还没签好的数不进合计。'],
      ['统计区间', '从上一次截止的第二天到这一次截止当天，每个合计都写明。'],
      ['覆盖', '这一栏填了数的学校有几所，占应报几所。空格不当作 0。'],
      [
        '四种不同的“没有”',
        '0：学校填了 0；空格：报了但这一栏没有填；不适用：学校填了不适用；—：没有报，或者那一版报表没有这一栏。',
      ],
      ['灰色的行', '当前读数：学校正在填或有误的内容，只供参考，不计入合计。'],
      ['红字', '照抄学校填的内容，系统看不懂，不当作数；《校验问题》里写着怎样改。'],
    ]),
    section('一个数从哪里来', [
      [
        '第一步',
        '在《自查汇总》或《月报汇总》里找到学校和月份，“来源”写明是第几版，“报送时间”“首次看到”“内容摘要”写明是哪一次存的哪一份。',
      ],
      ['第二步', '点“文件”打开学校的报表，栏目与纸质附件一致；鼠标停在表头上可以看到附件里的原文。'],
      ['第三步', '“校验码”同时印在回执上，与盖章的纸质表核对。历史上的每一版在学校文件夹的《历史版本》里。'],
    ]),
  ]);
  return {
    name: masterTabs.help,
    flag: 'help',
    widths,
    heights,
    cells,
    merges,
    locked: true,
    print: printed(1, minuteTitle(view.asOf)),
  };
}

type Entry = readonly [words: string, meaning: string];

function section(title: string, entries: readonly Entry[]): Block {
  return stacked([
    line([{ column: 0, columns: 2, drawn: text(title, 'h2') }]),
    ...entries.map(([words, meaning]) =>
      wrappedLine(
        [
          { column: 0, drawn: text(words, 'strong') },
          { column: 1, drawn: text(meaning, 'wrapped') },
        ],
        widths,
        20,
      ),
    ),
    gap,
  ]);
}

const tabMeanings: readonly Entry[] = [
  [masterTabs.overview, '今天要做的事、可以发到学校群的一段话、各月的校数和合计。'],
  [
    masterTabs.progress,
    '哪校哪月报了没有、什么时候报的、找谁。报送时间是文件自己的时间，首次看到是系统第一次读到的时间。',
  ],
  [`${masterTabs.selfCheck}、${masterTabs.monthlyReport}`, '附件的每一栏一列，每校每月一行。'],
  [masterTabs.annualSummary, '写了《年度总结》的学校。'],
  [masterTabs.findings, '现在还在的问题，改好后自动消去。'],
  [masterTabs.changes, '已报送以后改了什么。'],
  [`${masterTabs.reminders}、${masterTabs.bulletins}`, '发过的邮件；每期通报到了哪一步。'],
  [`${masterTabs.runs}、${masterTabs.rules}`, '系统做过什么；系统查什么。'],
  [masterTabs.matters, '区级设置各登记表里要按期办的事，超期的在前；各科室筛选“承办科室”。'],
  [`${masterTabs.proposals}、${masterTabs.reconciliation}`, '该考虑列入督办的事和依据；登记表和报表对不上的地方。'],
  [
    `${masterTabs.scores}、${masterTabs.scoreEvidence}`,
    '专项督导的得分和每一分的出处；总分是公式，办法在《区级设置》的“评分办法”里。事件的件数不进评分。',
  ],
  [masterTabs.agenda, '开会时打印：超期的、要决定的、对不上的，按科室排。'],
];

const stateMeanings: Readonly<Record<State, string>> = {
  locked: '这个月已经定稿，不再变动。',
  returned: '安全科退回了，学校还没有改。',
  notStarted: '与发下去时一样，一栏也没有填。',
  inProgress: '必填的栏目还没有填完，也没有人签名。',
  invalid: '有必须改正的问题，或者文件打不开。原来报过的版本继续有效。',
  unsigned: '内容无误，签报栏还没有签齐。',
  submitted: '内容无误，签齐了。',
};

const timelinessMeanings: Readonly<Record<Timeliness, string>> = {
  notDue: '还没有到截止时间，也还没有报。',
  onTime: '截止时间以前报的。文件自己的时间在截止以前，系统后来才看到的，也算按时。',
  late: '截止以后报的。',
  overdue: '截止时间过了，还没有一个已报版本。',
};
