import type { ApiAnswer, ApiRequest } from './api.ts';
import { listedError, statusError } from './errors.ts';
import type { Api } from './http.ts';
import { overQuota, quotaOf } from './quota.ts';

/** Faults that are answers. */
type FaultKind = '429' | '500' | '502' | '503' | 'html' | 'rate403';

const serverErrors: Readonly<Record<'500' | '502' | '503', readonly [string, string, string]>> = {
  500: ['INTERNAL', 'internalError', 'Internal error encountered.'],
  502: ['UNAVAILABLE', 'backendError', 'Bad Gateway'],
  503: ['UNAVAILABLE', 'backendError', 'The service is currently unavailable.'],
};

const page = (title: string, text: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`;

/** The answer of an API that goes wrong in this way, in that API's form. */
export function faultAnswer(kind: FaultKind, api: Api, request: ApiRequest): ApiAnswer {
  if (kind === 'html') return htmlPage(api);
  if (kind === 'rate403' && api === 'drive') return rateLimit(403, 'userRateLimitExceeded', 'User Rate Limit Exceeded');
  if (kind === '429' || kind === 'rate403') {
    return api === 'sheets' ? overQuota(quotaOf(request)) : rateLimit(429, 'rateLimitExceeded', 'Rate Limit Exceeded');
  }
  const [word, reason, message] = serverErrors[kind];
  return api === 'sheets' ? statusError(Number(kind), word, message) : listedError(Number(kind), reason, message);
}

/** The 403 of an API that the project has not enabled. */
export function disabledApi(api: Api): ApiAnswer {
  const title = { sheets: 'Google Sheets API', drive: 'Google Drive API', storage: 'Cloud Storage API' }[api];
  const service = `${api}.googleapis.com`;
  const activationUrl = `https://console.developers.google.com/apis/api/${service}/overview?project=123456789012`;
  const message = `${title} has not been used in project 123456789012 before or it is disabled. Enable it by visiting ${activationUrl} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
  const details = [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'SERVICE_DISABLED',
      domain: 'googleapis.com',
      metadata: { serviceTitle: title, consumer: 'projects/123456789012', activationUrl, service },
    },
    { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', locale: 'en-US', message },
  ];
  if (api === 'sheets') return statusError(403, 'PERMISSION_DENIED', message, details);
  const place = { domain: 'usageLimits', status: 'PERMISSION_DENIED', details };
  return listedError(403, 'accessNotConfigured', message, place);
}

function rateLimit(code: number, reason: string, message: string): ApiAnswer {
  return listedError(code, reason, message, { domain: 'usageLimits' });
}

function htmlPage(api: Api): ApiAnswer {
  const sorry =
    "... but your computer or network may be sending automated queries. To protect our users, we can't process your request right now.";
  const text =
    api === 'drive' ? page("We're sorry...", sorry) : page('Error 502 (Server Error)', 'Try again in 30 seconds.');
  return { status: api === 'drive' ? 429 : 502, bytes: Buffer.from(text), contentType: 'text/html; charset=UTF-8' };
}
