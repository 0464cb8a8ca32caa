import { changesSince, findByMark, startToken } from '../../../functions/adapters/google/drive-listing.ts';
import type { Bench } from './bench.ts';
import { type Fact, type Probed, probed, stop, untried } from './fact.ts';

const found: Fact = {
  what: '新建的表格马上能按标记找到',
  otherwise: '网络断在半途时可能多出一份报表：请看学校文件夹里有没有重复的；并告诉维护安校的人。',
};
const grows: Fact = {
  what: '表格一改，版本号就变大',
  otherwise: `学校的改动会读不到。${stop}`,
};
const told: Fact = {
  what: '改动清单在两分钟里说出自己刚才的改动，并说是自己改的',
  otherwise: `每次运行都会把所有报表重读一遍，或把自己的批注当成学校的改动。${stop}`,
};
const others: Fact = {
  what: '别人的改动，清单说不是自己改的',
  otherwise: `学校的改动会读不到。${stop}`,
};

/** What Drive tells of new files and of edits, and how late. */
export async function probeChanges(
  bench: Bench,
  person: string | undefined,
  ask: (line: string) => void,
): Promise<readonly Probed[]> {
  const { hands } = bench;
  const mark = `try-mark-${bench.folder}`;
  const token = await startToken(hands);
  const id = await bench.make('改动', mark);
  const seenAfter = await bench.until(async () => (await findByMark(hands, mark))?.id === id);
  const before = await bench.until(async () => (await versionIn(bench, token, id)) !== undefined);
  const version = (await versionIn(bench, token, id))?.version ?? 0;
  await bench.batch(id, [{ addSheet: { properties: { sheetId: 33_333_333, title: '新' } } }]);
  let own: Change | undefined;
  const grown = await bench.until(async () => {
    own = await versionIn(bench, token, id);
    return own !== undefined && own.version > version;
  });
  return [
    probed(found, seenAfter !== undefined, seconds(seenAfter)),
    probed(grows, before !== undefined && grown !== undefined),
    probed(told, own?.mine === true && grown !== undefined, seconds(grown)),
    await probeOthers(bench, { id, token, version: own?.version ?? version }, person, ask),
  ];
}

function seconds(measured: number | undefined): string {
  return measured === undefined ? '两分钟里没有等到' : `等了 ${measured} 秒`;
}

interface Change {
  readonly version: number;
  readonly mine: boolean;
}

async function versionIn({ hands }: Bench, token: string, id: string): Promise<Change | undefined> {
  const { changes } = await changesSince(hands, token);
  const file = changes.findLast(({ fileId }) => fileId === id)?.file;
  return file ? { version: Number(file.version), mine: file.lastModifyingUser?.me === true } : undefined;
}

async function probeOthers(
  bench: Bench,
  { id, token, version }: { readonly id: string; readonly token: string; readonly version: number },
  person: string | undefined,
  ask: (line: string) => void,
): Promise<Probed> {
  if (person === undefined) return untried(others, '要有人在网页里改一下：加上 --share 邮箱 再运行');
  ask(`请 ${person} 在两分钟里打开 https://docs.google.com/spreadsheets/d/${id}/edit ，在随便一格里打几个字。`);
  let theirs: Change | undefined;
  const waited = await bench.until(async () => {
    theirs = await versionIn(bench, token, id);
    return theirs !== undefined && theirs.version > version;
  });
  if (waited === undefined) return untried(others, '两分钟里没有人改，或改动没有出现在清单里');
  return probed(others, theirs?.mine === false, seconds(waited));
}
