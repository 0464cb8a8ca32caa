import { basename, dirname, join, resolve } from 'node:path';
import { openBackup, restoreFolder } from '../../functions/adapters/backup/restore.ts';
import { type BackedUp, writeBackup } from '../../functions/adapters/backup/write-backup.ts';
import { openPremises } from '../../functions/adapters/open-premises.ts';
import { noteBackup } from '../../functions/jobs/doctor/backup-age.ts';
import { OperatorError } from '../../functions/operator-error.ts';
import { shanghaiMinute } from '../../schemas/time.ts';
import { tree } from '../../schemas/tree.ts';
import type { Answer, Call } from '../call.ts';
import { inDistrict } from './jobs.ts';

/** A copy from which everything can be rebuilt; with `--restore`, a district rebuilt from one. */
export async function backupCommand(call: Call): Promise<Answer> {
  const [district, ...more] = call.args;
  if (district === undefined || more.length > 0)
    throw new OperatorError('请写明一个区，例如：anxiao backup 区文件夹；恢复：anxiao backup 新文件夹 --restore 备份');
  return call.restore === undefined ? backUp(call, district) : restore(call, district, call.restore);
}

async function backUp(call: Call, district: string): Promise<Answer> {
  const place = call.to ?? usualPlace(district);
  if (!district.startsWith('google:') && isWithin(district, place))
    throw new OperatorError(`备份不能放在区的文件夹里面（${place}）：请用 --to 写另一个地方。`);
  return inDistrict(call, async (world) => {
    const premises = await openPremises(district, call.env);
    if (call.dryRun) {
      const files = (await premises.files()).length;
      return {
        document: { place, files, written: false },
        lines: [`会把 ${files} 个文件备份到“${place}”；这次什么都没有写。`],
      };
    }
    // Nobody else writes while files and ledger are copied: they must tell of the same moment.
    await world.ledger.begin();
    const { count: events, lastAt } = world.ledger.state;
    const done = await writeBackup(place, { premises, events, lastAt, now: call.now, log: call.log });
    if (done.is === 'written') noteBackup(world);
    const { folder, files, bytes, at } = done;
    return { document: { folder, files, bytes, at, events, written: done.is === 'written' }, lines: linesFor(done) };
  });
}

function linesFor({ is, folder, files, bytes, at }: BackedUp): string[] {
  if (is === 'same') return [`和 ${shanghaiMinute(at)} 的备份“${folder}”相比没有变化，没有再备份。`];
  return [
    `已备份到“${folder}”：${files} 个文件，${(bytes / 1_048_576).toFixed(1)} MB。`,
    '里面有学校填写的原文，可能有姓名：请放在只有安全科能打开的地方，最好不在同一台电脑上。',
    `恢复：npx anxiao backup 新的区文件夹 --restore "${folder}"`,
  ];
}

async function restore(call: Call, district: string, from: string): Promise<Answer> {
  const backup = openBackup(from);
  const { at, events, files } = backup.manifest;
  const document = { district, from, at, events, files: files.length, restored: !call.dryRun };
  const whole = `备份是 ${shanghaiMinute(at)} 的，${files.length} 个文件都完整，台账 ${events} 条`;
  if (call.dryRun) return { document, lines: [`${whole}；这次什么都没有恢复。`] };
  if (!district.startsWith('google:')) {
    restoreFolder(backup, district);
    return {
      document,
      lines: [
        `${whole}；已恢复到“${district}”。`,
        `下一步：anxiao doctor ${district}，再 anxiao run ${district}。那以后报的要重新读，已发的信不会再发。`,
      ],
    };
  }
  const { restoreBucket } = await import('../../functions/adapters/google/restore-bucket.ts');
  const ledger = files
    .filter(({ path }) => path.startsWith(`${tree.ledger}/`))
    .map(({ path }) => ({ path, bytes: () => backup.bytesOf(path) }));
  const objects = await restoreBucket(district, call.env, ledger);
  return {
    document: { ...document, objects },
    lines: [
      `${whole}；台账的 ${objects} 个对象已放回存储桶。`,
      '云端硬盘里的报表没有动；缺的报表请从备份里上传到学校的文件夹。下一步：anxiao run，它会重建总表。',
    ],
  };
}

/** Beside a folder, never in it; for Google, where the command is run. */
function usualPlace(district: string): string {
  if (district.startsWith('google:')) return `备份 ${district.slice('google:'.length)}`;
  const folder = resolve(district);
  return join(dirname(folder), `${basename(folder)} 备份`);
}

/** Whether a place lies in a district's folder. */
export function isWithin(district: string, place: string): boolean {
  return `${resolve(place)}/`.startsWith(`${resolve(district)}/`);
}
