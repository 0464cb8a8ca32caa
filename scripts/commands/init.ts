import { initDistrict } from '../../functions/adapters/folder/init.ts';
import { readRosterFile } from '../../functions/adapters/roster-file.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { School } from '../../schemas/roster.ts';
import { tree } from '../../schemas/tree.ts';
import type { Answer, Call } from '../command-line.ts';

/** Makes a district from a roster, or nothing at all where a row of it is wrong. */
export async function init(call: Call): Promise<Answer> {
  const [folder, ...more] = call.args;
  if (folder === undefined || more.length > 0)
    throw new OperatorError('请写明要建在哪个文件夹，例如：anxiao init 区文件夹 --schools 名册.xlsx');
  const schools = call.schools === undefined ? [] : await schoolsOf(call.schools);
  const made = call.dryRun ? 'planned' : await initDistrict(folder, schools);
  const lines =
    made === 'exists'
      ? [`“${folder}”已经是一个区，${tree.control} 没有改动。`]
      : [
          `已建好“${folder}”：${schools.length} 所学校。`,
          schools.length > 0
            ? `下一步：打开 ${tree.control} 核对设置，再运行 anxiao run ${folder}`
            : `下一步：在 ${tree.control} 的“学校名册”填写学校，再运行 anxiao run ${folder}`,
        ];
  return { document: { district: folder, made: made === 'made', schools: schools.length }, lines };
}

async function schoolsOf(path: string): Promise<readonly School[]> {
  const read = await readRosterFile(path);
  if (!('problems' in read)) return read.schools;
  throw new OperatorError(
    [`名册“${path}”有要改正的地方，什么都没有建：`, ...read.problems.map((problem) => `  ${problem}`)].join('\n'),
  );
}
