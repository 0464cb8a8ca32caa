import { controlBeside, initDistrict } from '../../functions/adapters/folder/init.ts';
import type { Made } from '../../functions/adapters/made.ts';
import { readRosterFile } from '../../functions/adapters/roster-file.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { School } from '../../schemas/roster.ts';
import { tree } from '../../schemas/tree.ts';
import type { Answer, Call } from '../call.ts';

/** Makes a district from a roster, or nothing at all where a row of it is wrong. */
export async function init(call: Call): Promise<Answer> {
  const [folder, ...more] = call.args;
  if (folder === undefined || more.length > 0)
    throw new OperatorError('请写明要建在哪个文件夹，例如：anxiao init 区文件夹 --schools 名册.xlsx');
  const schools = call.schools === undefined ? [] : await schoolsOf(call.schools);
  const document = { district: folder, made: false, schools: schools.length };
  if (call.dryRun)
    return {
      document,
      lines: [`名册没有要改正的：会在“${folder}”建 ${schools.length} 所学校的区，这次什么都没有写。`],
    };
  const made = await make(folder, schools, call.env);
  return {
    document: { ...document, made: made.is === 'made' },
    lines: linesFor(folder, made, schools.length),
  };
}

async function make(district: string, schools: readonly School[], env: Call['env']): Promise<Made> {
  if (!district.startsWith('google:')) return initDistrict(district, schools);
  const { initGoogle } = await import('../../functions/adapters/google/init.ts');
  return initGoogle(district, schools, env);
}

function linesFor(folder: string, made: Made, schools: number): string[] {
  return [
    ...controlLines(folder, made, schools),
    ...made.apart.map(
      (path) =>
        `${path} 是新建的：它所在的文件夹请只给“${path.split('/')[0]}”的人打开的权限，并在 ${tree.control} 的“科室”填上那里自己的邮箱。`,
    ),
  ];
}

function controlLines(folder: string, made: Made, schools: number): string[] {
  switch (made.is) {
    case 'exists':
      return [`“${folder}”已经是一个区，${tree.control} 没有改动。`];
    case 'completed':
      return [`${tree.control} 补上了这些表：${made.tabs.join('、')}；原来的内容没有动，原件也留了一份。`];
    case 'beside':
      return [
        `${tree.control} 缺这些表：${made.tabs.join('、')}。为了不碰原来的内容，它们放在 ${controlBeside} 里，请移进去；没有它们就按默认办。`,
      ];
    case 'made':
      return [
        `已建好“${folder}”：${schools} 所学校。`,
        schools > 0
          ? `下一步：打开 ${tree.control} 核对设置，再运行 anxiao run ${folder}`
          : `下一步：在 ${tree.control} 的“学校名册”填写学校，再运行 anxiao run ${folder}`,
      ];
  }
}

async function schoolsOf(path: string): Promise<readonly School[]> {
  const read = await readRosterFile(path);
  if (!('problems' in read)) return read.schools;
  throw new OperatorError(
    [`名册“${path}”有要改正的地方，什么都没有建：`, ...read.problems.map((problem) => `  ${problem}`)].join('\n'),
  );
}
