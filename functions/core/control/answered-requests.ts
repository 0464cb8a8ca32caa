import type { RequestAnswered } from '../../../schemas/events.ts';
import type { Request } from './read-requests.ts';

/** What became of the rows of 办理请求. Plain data, as all of the state. */
export interface AnsweredRequests {
  /** 编号 of those that were done. */
  readonly done: string[];
  /** Rows that could not be done, as they were written, with what was said of them. */
  readonly refused: { readonly key: string; readonly summary: string }[];
}

const none: AnsweredRequests = { done: [], refused: [] };

/** Takes an answer in; twice is once. */
export function applyAnswer(state: { requests?: AnsweredRequests }, event: RequestAnswered): void {
  const { request, key, outcome, summary } = event;
  state.requests ??= { done: [], refused: [] };
  const { done, refused } = state.requests;
  if (outcome === 'done') {
    if (!done.includes(request)) done.push(request);
  } else if (!refused.some((it) => it.key === key)) refused.push({ key, summary });
}

/** Rows that nobody has answered yet, in their order. */
export function openRequests(requests: readonly Request[], answered: AnsweredRequests = none): readonly Request[] {
  const done = new Set(answered.done);
  const refused = new Set(answered.refused.map(({ key }) => key));
  return requests.filter(({ id, key }) => !done.has(id) && !refused.has(key));
}

/** Rows that could not be done and still stand as they were written, with what was said of them. */
export function refusedRequests(
  requests: readonly Request[],
  answered: AnsweredRequests = none,
): readonly { readonly id: string; readonly summary: string }[] {
  const done = new Set(answered.done);
  const said = new Map(answered.refused.map(({ key, summary }) => [key, summary]));
  return requests.flatMap(({ id, key }) => {
    const summary = done.has(id) ? undefined : said.get(key);
    return summary === undefined ? [] : [{ id, summary }];
  });
}
