import { normalize } from 'node:path';
import { OperatorError } from '../../functions/operator-error.ts';
import type { Answer, Call } from '../call.ts';
import { clearDemoFolder, requireDemoFolder } from '../demo/demo-folder.ts';
import { folderStage } from '../demo/folder-stage.ts';
import { live } from '../demo/live.ts';
import { makeSampleDistrict } from '../demo/sample-district.ts';
import { folderPlace, tell } from '../demo/tell.ts';

/** Makes a sample district and lives through two months of it: nothing in it is real, and it says the same every time. */
export async function demo(call: Call): Promise<Answer> {
  const [folder = 'demo-district', ...more] = call.args;
  if (more.length > 0) throw new OperatorError('只能写一个文件夹，例如：anxiao demo 示例区');
  if (folder.startsWith('google:'))
    throw new OperatorError('示例区建在文件夹里，例如：anxiao demo 示例区；要看 Google 上的样子：npm run demo:google');
  const root = normalize(folder);
  requireDemoFolder(root);
  if (call.dryRun)
    return { document: { district: root, made: false }, lines: [`会在“${root}”建一个示例区，这次什么都没有写。`] };
  clearDemoFolder(root);
  await makeSampleDistrict(root);
  return tell(root, await live(folderStage(root), call.log), folderPlace(root));
}
