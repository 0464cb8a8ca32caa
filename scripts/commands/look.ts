import { openWorld } from '../../functions/adapters/open-world.ts';
import { dryWorld } from '../../functions/dry-run.ts';
import { type Check, doctor } from '../../functions/jobs/doctor.ts';
import { type Explanation, explain, type PairExplanation } from '../../functions/jobs/explain.ts';
import { sendTestLetter } from '../../functions/jobs/test-letter.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { shanghaiMinute } from '../../schemas/time.ts';
import type { Answer, Call } from '../call.ts';
import { inDistrict } from './jobs.ts';

/** Where a number comes from. */
export async function explainCommand(call: Call): Promise<Answer> {
  const [district = '', figure, ...more] = call.args;
  if (figure === undefined || more.length > 0)
    throw new OperatorError('请写明区和数字，例如：anxiao explain 区文件夹 2018-09/incidents');
  const looking = { ...call, args: [district], dryRun: true };
  const document = await inDistrict(looking, (world, opened) => explain(world, opened, figure));
  return { document, lines: explanationLines(document) };
}

function explanationLines(it: Explanation | PairExplanation): string[] {
  if ('months' in it)
    return [
      `${it.from} 至 ${it.through} ${it.title}：${it.value ?? '没有数字'}，是这两个月之和`,
      ...it.months.flatMap(explanationLines),
    ];
  const { from, through } = it.window;
  return [
    `${it.period} ${it.title}：${it.value ?? '没有数字'}`,
    `  统计区间 ${from} 至 ${through}；应报 ${it.expected} 校，已报 ${it.reported} 校，${it.counted} 校有数字计入`,
    ...it.sources.map(
      ({ name, school, value, counted, file, cell, version, madeAt, seenAt, revision, checkCode, link }) => {
        if (cell === '') return `  ${name}（${school}）：没有读到`;
        const basis = counted ? `第 ${version} 版 校验码 ${checkCode}` : '未报送，不计入';
        const times = `文件时间 ${shanghaiMinute(madeAt)} 首次看到 ${shanghaiMinute(seenAt)}`;
        return `  ${name}（${school}）：${value ?? '空'} ← ${file} ${cell}${link === undefined ? '' : ` ${link}`} ${basis} ${times} 内容 ${revision.slice(0, 12)}`;
      },
    ),
  ];
}

const signs: Readonly<Record<Check['is'], string>> = { ok: '√', warn: '▲', bad: '×' };

/** Changes nothing; only letters that are handed in do go out. */
const openToLook: typeof openWorld = async (opening) => {
  const world = await openWorld({ ...opening, dryRun: false });
  return { ...dryWorld(world), mailer: world.mailer };
};

/** What is wrong and what to do; with `--mail-to` a test letter goes out by the same road as all others. */
export async function doctorCommand(call: Call): Promise<Answer> {
  if (call.mailTo !== undefined && !isMailAddress(call.mailTo))
    throw new OperatorError(`--mail-to 是“${call.mailTo}”，应为一个邮箱地址。`);
  const checks: Check[] = [];
  try {
    await inDistrict(
      call,
      async (world, district) => {
        checks.push(...(await doctor(world, district)));
        if (call.mailTo === undefined) return;
        if (call.dryRun) checks.push({ is: 'warn', what: `测试信没有发给 ${call.mailTo}：只看不发。`, todo: '' });
        else checks.push(await sendTestLetter(world, district, call.mailTo));
      },
      openToLook,
    );
  } catch (error) {
    if (!(error instanceof OperatorError) || call.args.length !== 1) throw error;
    checks.push({ is: 'bad', what: error.message, todo: '改正以后再运行 doctor。' });
  }
  const trouble = checks.filter(({ is }) => is === 'bad');
  return {
    document: { checks },
    lines: checks.map(({ is, what, todo }) => `${signs[is]} ${what}${/[。！]$/.test(what) ? '' : '\n'}${todo}`),
    ...(trouble.length > 0 ? { needsPerson: true } : {}),
  };
}
