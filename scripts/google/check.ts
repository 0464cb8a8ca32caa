import { parseArgs } from 'node:util';
import { OperatorError } from '../../functions/operator-error.ts';
import { isMailAddress } from '../../schemas/settings.ts';
import { checkGoogle, checkLines } from './check/check-google.ts';

/** `npm run google:check -- google:<folder id> [--share ADDRESS]`: for the first real account. */
const usage = '用法：npm run google:check -- google:文件夹编号 [--share 邮箱]';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { share: { type: 'string' } } });
  const [district, ...more] = positionals;
  const { share } = values;
  if (!district?.startsWith('google:') || more.length > 0 || (share !== undefined && !isMailAddress(share)))
    throw new OperatorError(usage);
  const results = await checkGoogle({
    district,
    env: process.env,
    say: (line) => console.error(line),
    ...(share === undefined ? {} : { person: share }),
  });
  console.log(checkLines(results).join('\n'));
  return results.some(({ is }) => is === 'no') ? 1 : 0;
}

process.exitCode = await main().catch((error: unknown) => {
  const isUsage = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (!(error instanceof OperatorError) && !isUsage) throw error;
  console.error(isUsage ? usage : error.message);
  return 2;
});
