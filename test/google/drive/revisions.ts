import type { ApiAnswer } from '../api.ts';
import { answer, type Call, fileOf } from './call.ts';
import { userAnswer } from './file-answer.ts';
import { shapes } from './shapes.ts';

/** GET files/ID/revisions: what a file held over time, oldest first. */
export function listRevisions(call: Call): ApiAnswer {
  const revisions = fileOf(call).revisions.map(({ id, time, by, mimeType, content }) => ({
    kind: 'drive#revision',
    id,
    mimeType,
    modifiedTime: time,
    lastModifyingUser: userAnswer(by, call.caller),
    md5Checksum: content?.md5,
    size: content && String(content.bytes.length),
  }));
  const list = { kind: 'drive#revisionList', revisions };
  return answer(call, list, 'kind,nextPageToken,revisions(kind,id,mimeType,modifiedTime)', shapes.revisions);
}
