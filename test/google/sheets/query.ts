import type { Violation } from './errors.ts';
import { checkBody, type Message, refuseAll } from './schema/check.ts';
import { fieldsOf } from './schema/types.ts';

/** What every method of Google's takes. */
const COMMON = new Set([
  '$.xgafv',
  'access_token',
  'alt',
  'callback',
  'fields',
  'key',
  'oauth_token',
  'prettyPrint',
  'quotaUser',
  'uploadType',
  'upload_protocol',
]);

/** The parameters of a query as a message; unknown names and wrong values are refused. */
export function checkQuery(query: URLSearchParams, type: string): Message {
  const given: Record<string, unknown> = {};
  const violations: Violation[] = [];
  for (const key of new Set(query.keys())) {
    if (COMMON.has(key)) continue;
    const field = fieldsOf(type)?.get(key);
    const values = query.getAll(key).filter((value) => value !== '');
    if (!field) {
      violations.push({
        description: `Invalid JSON payload received. Unknown name "${key}": Cannot bind query parameter.`,
      });
    } else if (values.length > 0) given[key] = field.list ? values : parsed(values.at(-1) ?? '', field.name);
  }
  refuseAll(violations);
  return checkBody(given, type);
}

/** `True` and `False` are read too: some clients write them so. */
function parsed(value: string, type: string): unknown {
  if (type !== 'bool' || !/^(true|false)$/i.test(value)) return value;
  return value.toLowerCase() === 'true';
}
