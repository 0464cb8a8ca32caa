import { openPremises } from '../../functions/adapters/open-premises.ts';
import { openWorld } from '../../functions/adapters/open-world.ts';
import { dryWorld } from '../../functions/dry-run.ts';
import type { District } from '../../functions/jobs/district.ts';
import { checkStopped } from '../../functions/jobs/doctor/alarm.ts';
import { doctor } from '../../functions/jobs/doctor/doctor.ts';
import { repairProtections } from '../../functions/jobs/doctor/protections.ts';
import { eraseOver } from '../../functions/jobs/doctor/retention.ts';
import { repairAccess } from '../../functions/jobs/doctor/sharing.ts';
import { type Explanation, explain, type PairExplanation } from '../../functions/jobs/explain.ts';
import { sendTestLetter } from '../../functions/jobs/letters/test-letter.ts';
import { mendLedger } from '../../functions/jobs/lost-tail.ts';
import { explainScore, isScore, scoreLines } from '../../functions/jobs/scores/explain-score.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { Check, Premises, World } from '../../functions/world.ts';
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
  if (isScore(figure)) {
    const score = await inDistrict(looking, (world, opened) => explainScore(world, opened, figure));
    return { document: score, lines: scoreLines(score) };
  }
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

/** Mends the ledger's lost end, takes back rights that nobody should have, and erases what 原文保留年限 says is over. */
async function repair(world: World, district: District, premises: Premises, dryRun: boolean): Promise<Check[]> {
  const { lost } = world.ledger;
  const mended = lost && !dryRun ? await mendLedger(world) : undefined;
  return [
    ...(mended === undefined ? [] : [{ is: 'warn' as const, what: `台账已修复：${mended}`, todo: '' }]),
    ...(await repairAccess(premises, district, dryRun)),
    ...(await repairProtections(world, premises, dryRun)),
    ...(await eraseOver(world, district, premises, dryRun)),
  ];
}

/** What is wrong and what to do; with `--repair` and `--alarm` also done; with `--mail-to` a test letter goes out by the same road as all others. */
export async function doctorCommand(call: Call): Promise<Answer> {
  if (call.mailTo !== undefined && !isMailAddress(call.mailTo))
    throw new OperatorError(`--mail-to 是“${call.mailTo}”，应为一个邮箱地址。`);
  const checks: Check[] = [];
  try {
    await inDistrict(
      call,
      async (world, district) => {
        const premises = await openPremises(call.args[0] ?? '', call.env);
        if (call.alarm) {
          checks.push(...(await checkStopped(world, district, call.dryRun)));
          return;
        }
        if (call.repair) checks.push(...(await repair(world, district, premises, call.dryRun)));
        checks.push(...(await doctor(world, district, premises)));
        if (call.mailTo === undefined) return;
        if (call.dryRun) checks.push({ is: 'warn', what: `测试信没有发给 ${call.mailTo}：只看不发。`, todo: '' });
        else checks.push(await sendTestLetter(world, district, call.mailTo));
      },
      call.repair || call.alarm ? openWorld : openToLook,
      // A ledger that lost its end is what doctor is for; whatever else goes on from it would do harm.
      { despiteLoss: !call.alarm },
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
