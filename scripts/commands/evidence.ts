import { plainFolderStore } from '../../functions/adapters/folder/store.ts';
import { type Opening, openWorld } from '../../functions/adapters/open-world.ts';
import { dryWorld } from '../../functions/dry-run.ts';
import { type ElseWhere, type EvidenceReport, evidence } from '../../functions/jobs/evidence/evidence.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import type { World } from '../../functions/world.ts';
import type { Answer, Call } from '../call.ts';
import { isWithin } from './backup.ts';
import { inDistrict } from './jobs.ts';

/** 迎检材料 of a year, in the district or, with `--to`, in a folder outside of it. */
export async function evidenceCommand(call: Call): Promise<Answer> {
  const [district = ''] = call.args;
  const { to } = call;
  if (to !== undefined && !district.startsWith('google:') && isWithin(district, to))
    throw new OperatorError(`--to 要写区的文件夹以外的地方（现在是 ${to}）；放在区里的不用写 --to。`);
  const document = await (to === undefined
    ? inDistrict(call, evidence)
    : inDistrict(call, (world, opened, request) => evidence(world, opened, request, outside(to)), openToRead));
  const busy = document.files.filter(({ state }) => state === 'busy').map(({ path }) => path);
  return {
    document,
    lines: linesFor(document),
    ...(busy.length > 0
      ? {
          needsPerson: true,
          warnings: busy.map((path) => `${path} 正被打开或不能写，没有更新；关上以后请再运行一次。`),
        }
      : {}),
  };
}

/** Nothing is written in the district itself, but books are drawn all the same. */
async function openToRead(opening: Opening): Promise<World> {
  const world = await openWorld(opening);
  const dry = dryWorld(world);
  return { ...dry, store: { ...dry.store, draw: (book, how) => world.store.draw(book, how) } };
}

/** What is there already and differs makes room, under another name: nobody's file is written over. */
function outside(folder: string): ElseWhere {
  const store = plainFolderStore(folder);
  return {
    folder,
    put: async (path, hash, bytes) => {
      const held = await store.hashAt(path);
      if (held === hash) return 'same';
      if (held !== undefined) await store.setAside(path, '原有');
      return (await store.create(path, { bytes: await bytes() })) === 'created' ? 'written' : 'busy';
    },
  };
}

function linesFor({ year, folder, files }: EvidenceReport): string[] {
  const title = `${year}年度迎检材料`;
  if (files.some(({ state }) => state === 'planned'))
    return [
      `会在“${folder}”放 ${title} ${files.length} 份，这次什么都没有写：`,
      ...files.map(({ path }) => `  ${path}`),
    ];
  const written = files.filter(({ state }) => state === 'written').length;
  if (written === 0) return [`${title} ${files.length} 份已经在“${folder}”，没有变化。`];
  return [
    `${title}在“${folder}”，共 ${files.length} 份，这次写了 ${written} 份。先看 ${files[0]?.path}。`,
    '里面没有学生信息和事件的文字描述；报出去以前仍请看一遍。',
  ];
}
