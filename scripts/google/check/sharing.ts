import { shareFolder } from '../../../functions/adapters/google/drive-files.ts';
import type { Bench } from './bench.ts';
import { type Fact, type Probed, probed, untried } from './fact.ts';

const quiet: Fact = {
  what: '可以把文件夹共享给这个邮箱，而不让 Google 发信',
  otherwise:
    '这个邮箱多半不是 Google 账号，共享必须由 Google 发邀请信：请学校换一个 Google 账号的邮箱，或在学校名册的“报送方式”写“邮件”。',
};

/** Shares the bench with somebody, with no mail from Google. */
export async function probeSharing({ hands, folder }: Bench, person: string | undefined): Promise<readonly Probed[]> {
  if (person === undefined) return [untried(quiet, '加上 --share 邮箱 再运行，可以试一个学校的邮箱')];
  const { refused } = await shareFolder(hands, folder, person);
  return [probed(quiet, refused === undefined, refused ?? '')];
}
