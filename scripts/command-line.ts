import { parseArgs } from 'node:util';
import { OperatorError } from '../functions/operator-error.ts';
import { isPeriod } from '../schemas/periods.ts';
import { shanghaiTime } from '../schemas/time.ts';
import type { Answer, Call, Command } from './call.ts';

interface Listed {
  readonly usage: string;
  readonly does: string;
  readonly load: () => Promise<Command>;
}

const commands: Readonly<Record<string, Listed>> = {
  init: {
    usage: 'init <区文件夹> [--schools 名册.xlsx|.csv]',
    does: '按学校名册建立一个区',
    load: async () => (await import('./commands/init.ts')).init,
  },
  'hand-out': {
    usage: 'hand-out <区>',
    does: '发放本月报表',
    load: async () => (await import('./commands/jobs.ts')).handOutCommand,
  },
  validate: {
    usage: 'validate <区>',
    does: '读取改动过的报表并校验',
    load: async () => (await import('./commands/jobs.ts')).validateCommand,
  },
  consolidate: {
    usage: 'consolidate <区>',
    does: '更新总表',
    load: async () => (await import('./commands/jobs.ts')).consolidateCommand,
  },
  remind: {
    usage: 'remind <区>',
    does: '给逾期未报的学校发信',
    load: async () => (await import('./commands/jobs.ts')).remindCommand,
  },
  run: {
    usage: 'run <区> [--every 分钟]',
    does: '把到期的工作依次做一遍；加 --every 就一直做下去',
    load: async () => (await import('./commands/jobs.ts')).runCommand,
  },
  bulletin: {
    usage: 'bulletin <区>',
    does: '起草两个月的通报，只给安全科；通报审签里签了的，发给学校',
    load: async () => (await import('./commands/jobs.ts')).bulletinCommand,
  },
  'take-in': {
    usage: 'take-in <区> 文件…',
    does: '收下从邮件、聊天、U 盘来的报表',
    load: async () => (await import('./commands/take-in.ts')).takeInCommand,
  },
  explain: {
    usage: 'explain <区> <数字>',
    does: '一个数字从哪里来：2018-09/incidents、2018-09/incidents/学校编码、2018-09—10/incidents、月报汇总!H12；一所学校的得分：score/2018/学校编码',
    load: async () => (await import('./commands/look.ts')).explainCommand,
  },
  preview: {
    usage: 'preview <区> [--until 时间] [--ics 文件]',
    does: '日程：什么时候截止、发表、给谁发什么信；可存成日历文件',
    load: async () => (await import('./commands/preview.ts')).previewCommand,
  },
  evidence: {
    usage: 'evidence <区> [--to 文件夹]',
    does: '汇集一个年度的迎检材料，附目录；默认是刚过去的年度，别的用 --period',
    load: async () => (await import('./commands/evidence.ts')).evidenceCommand,
  },
  backup: {
    usage: 'backup <区> [--to 文件夹 | --restore 备份]',
    does: '做一份能完整恢复的备份；或用一份备份恢复',
    load: async () => (await import('./commands/backup.ts')).backupCommand,
  },
  doctor: {
    usage: 'doctor <区> [--mail-to 邮箱] [--repair] [--alarm]',
    does: '检查设置、日历、邮件、权限、备份，告诉您怎么办；--repair 把能修的修好，--alarm 停了就报警',
    load: async () => (await import('./commands/look.ts')).doctorCommand,
  },
  demo: {
    usage: 'demo [文件夹]',
    does: '建一个示例区，走完两个月',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
};

/** Runs one command. Exit status: 0 done, 1 done but something needs a person, 2 wrong usage or set-up. */
export async function main(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  process.stdout.off('error', forgiveClosedPipe).on('error', forgiveClosedPipe);
  try {
    const [name, ...rest] = argv;
    if (name === undefined)
      throw new OperatorError('请写明一个命令，例如 anxiao run 区文件夹；全部命令见 anxiao help。');
    if (name === 'help' || name === '--help' || name === '-h') {
      process.stdout.write(help());
      return 0;
    }
    const listed = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!listed) throw new OperatorError(`没有“${name}”这个命令。可用的命令：${Object.keys(commands).join('、')}。`);
    const call = parseCall(name, listed, rest, env);
    if (call.every !== undefined) {
      const { keepRunning } = await import('./commands/keep-running.ts');
      await keepRunning(call, call.every, (answer) => say(call, answer));
      return 0;
    }
    const answer = await (await listed.load())(call);
    say(call, answer);
    return answer.needsPerson ? 1 : 0;
  } catch (error) {
    if (!(error instanceof OperatorError)) {
      // A fault of ours: not done, and not the operator's doing. Its stack is what whoever mends it needs.
      process.stderr.write(`程序出错，没有做完：${error instanceof Error ? error.stack : String(error)}\n`);
      return 70;
    }
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

/** Somebody who reads only the first lines (`| head`) closes the pipe: nobody is listening any more, and that is all. */
function forgiveClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function say(call: Call, answer: Answer): void {
  if (call.json) process.stdout.write(`${JSON.stringify(answer.document)}\n`);
  else for (const line of answer.lines) process.stdout.write(`${line}\n`);
  for (const warning of answer.warnings ?? []) process.stderr.write(`${warning}\n`);
}

/** Options that only some commands heed. */
const ownOptions = {
  schools: ['init'],
  until: ['preview'],
  ics: ['preview'],
  'mail-to': ['doctor'],
  repair: ['doctor'],
  alarm: ['doctor'],
  to: ['backup', 'evidence'],
  restore: ['backup'],
  every: ['run'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

function parseCall(name: string, listed: Listed, rest: readonly string[], env: NodeJS.ProcessEnv): Call {
  const { values, positionals } = parse(listed, rest);
  for (const [option, heeding] of Object.entries<readonly string[]>(ownOptions))
    if (option in values && !heeding.includes(name))
      throw new OperatorError(`--${option} 只用于 ${heeding.join('、')}。`);
  const period = values.period;
  if (period !== undefined && !isPeriod(period))
    throw new OperatorError(`--period 是“${period}”，应写成 2018-09 这样的月份。`);
  return {
    args: positionals,
    now: clock(values.now),
    period,
    dryRun: values['dry-run'] ?? false,
    json: values.json ?? false,
    schools: values.schools,
    until: values.until === undefined ? undefined : clock(wholeDay(values.until), '--until'),
    ics: values.ics,
    mailTo: values['mail-to'],
    repair: values.repair ?? false,
    alarm: values.alarm ?? false,
    to: values.to,
    restore: values.restore,
    every: minutes(values.every),
    env,
    log: (line) => {
      if (values.json || process.stderr.isTTY) process.stderr.write(`${line}\n`);
    },
  };
}

function parse(listed: Listed, rest: readonly string[]) {
  try {
    return parseArgs({
      args: [...rest],
      allowPositionals: true,
      options: {
        now: { type: 'string' },
        period: { type: 'string' },
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        schools: { type: 'string' },
        until: { type: 'string' },
        ics: { type: 'string' },
        'mail-to': { type: 'string' },
        repair: { type: 'boolean' },
        alarm: { type: 'boolean' },
        to: { type: 'string' },
        restore: { type: 'string' },
        every: { type: 'string' },
      },
    });
  } catch (error) {
    throw new OperatorError(`用法不对：${complaint(error)}。用法：anxiao ${listed.usage}`);
  }
}

/** What Node's parser says in English, by its codes. */
function complaint(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error;
  const [option = ''] = /--?[\p{L}\p{N}-]+/u.exec(error.message) ?? [];
  switch (error.code) {
    case 'ERR_PARSE_ARGS_UNKNOWN_OPTION':
      return `没有 ${option} 这个选项`;
    case 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE':
      return error.message.includes('does not take') ? `${option} 后面不写内容` : `${option} 后面要写内容`;
    default:
      throw error;
  }
}

/** A day alone is meant to its end. */
function wholeDay(text: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59` : text;
}

/** `--now` as given (without an offset it is Shanghai's time), else this machine's clock. */
function clock(text: string | undefined, option = '--now'): string {
  if (text === undefined) return shanghaiTime(Date.now());
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00` : text;
  const instant = Date.parse(/(?:Z|[+-]\d{2}:?\d{2})$/.test(dated) ? dated : `${dated}+08:00`);
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(text) ?? [];
  // Date.parse takes the 30th of February for the 2nd of March.
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  if (!isDay || Number.isNaN(instant))
    throw new OperatorError(`${option} 是“${text}”，应写成 2018-09-26T09:00:00+08:00 这样的时间。`);
  return shanghaiTime(instant);
}

function minutes(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new OperatorError(`--every 是“${text}”，应为分钟数，例如 60。`);
  return Number(text);
}

function help(): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length)) + 6;
  return [
    '安校：学校填表，汇总成一本总表，只给该提醒的人发信。',
    '',
    '用法：npx anxiao <命令> …',
    ...Object.values(commands).map(({ usage, does }) => `  ${usage.padEnd(width)}${does}`),
    '',
    '各命令都可加：',
    '  --now 时间        按这个时间运行，例如 2018-09-26T09:00:00+08:00',
    '  --period 月份     例如 2018-09；不写就是当月',
    '  --dry-run         只看会做什么，什么都不写、不发',
    '  --json            只输出一个 JSON',
    '',
  ].join('\n');
}
