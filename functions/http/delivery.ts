import type { LogEntry } from './log-entry.ts';

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The time that Cloud Scheduler meant a delivery for: the same for each repetition. It is told in the log and decides
 * nothing: a run does what is due by its own clock and nothing twice, so that a delivery that comes again, late or before
 * an earlier one finds it done.
 */
export function scheduledFor(headers: Headers): Pick<LogEntry, 'scheduledFor'> {
  const text = headers['x-cloudscheduler-scheduletime'];
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:\d\d)$/.test(text)) return {};
  return { scheduledFor: text };
}

/** The platform's own name for a request, where the environment says which project it stands in. */
export function traceOf(
  headers: Headers,
  env: Readonly<Record<string, string | undefined>>,
): Pick<LogEntry, 'logging.googleapis.com/trace'> {
  const project = env.GOOGLE_CLOUD_PROJECT ?? '';
  const [, id] = /^([0-9a-f]{32})\//.exec(String(headers['x-cloud-trace-context'] ?? '')) ?? [];
  return project === '' || id === undefined
    ? {}
    : { 'logging.googleapis.com/trace': `projects/${project}/traces/${id}` };
}
