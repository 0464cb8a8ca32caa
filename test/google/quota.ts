import type { ApiAnswer, ApiRequest } from './api.ts';
import { statusError } from './errors.ts';
import type { Api } from './http.ts';

const perMinute = 60;

/** What answers a request beyond the quota; undefined for one within it. */
type Quota = (api: Api, request: ApiRequest) => ApiAnswer | undefined;

/**
 * Sheets' quota: 60 reads and 60 writes a minute for each caller. It counts over the last 60 seconds, which is stricter
 * than any way of refilling, and refused requests do not count.
 */
export function createQuota(on: boolean, clock: () => number): Quota {
  const taken = new Map<string, number[]>();
  return (api, request) => {
    if (!on || api !== 'sheets') return undefined;
    const kind = quotaOf(request);
    const key = `${kind} ${request.caller}`;
    const recent = (taken.get(key) ?? []).filter((at) => clock() - at < 60_000);
    taken.set(key, recent);
    if (recent.length >= perMinute) return overQuota(kind);
    recent.push(clock());
    return undefined;
  };
}

/** Which of the two quotas a request draws on; some that only fetch are POSTs. */
export function quotaOf({ method, path }: ApiRequest): 'Read' | 'Write' {
  return method === 'GET' || /:(batchGetByDataFilter|getByDataFilter|search)$/.test(path) ? 'Read' : 'Write';
}

/** Google's 429 for a minute's reads or writes: without `Retry-After`. */
export function overQuota(kind: 'Read' | 'Write'): ApiAnswer {
  const [word, limit] = [`${kind} requests`, `${kind}RequestsPerMinutePerUser`];
  const message = `Quota exceeded for quota metric '${word}' and limit '${word} per minute per user' of service 'sheets.googleapis.com' for consumer 'project_number:123456789012'.`;
  return statusError(429, 'RESOURCE_EXHAUSTED', message, [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'RATE_LIMIT_EXCEEDED',
      domain: 'googleapis.com',
      metadata: {
        quota_limit: limit,
        quota_limit_value: String(perMinute),
        quota_location: 'global',
        quota_metric: `sheets.googleapis.com/${kind.toLowerCase()}_requests`,
        quota_unit: '1/min/{project}/{user}',
        service: 'sheets.googleapis.com',
        consumer: 'projects/123456789012',
      },
    },
    {
      '@type': 'type.googleapis.com/google.rpc.Help',
      links: [
        {
          description: 'Request a higher quota limit.',
          url: 'https://cloud.google.com/docs/quotas/help/request_increase',
        },
      ],
    },
  ]);
}
