const DAY = 86_400_000;
const DAY_0 = Date.UTC(1899, 11, 30);
const DAY_0_OF_1904 = Date.UTC(1904, 0, 1);

/** An ISO date, time of day or both as the serial number of its date system; undefined where it has none. */
export function isoSerial(text: string, date1904: boolean): number | undefined {
  const match = /^(\d{4}-\d\d-\d\d)?(?:T?(\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?)?(?:Z|[+-]\d\d:\d\d)?$/.exec(text.trim());
  if (!match || (match[1] === undefined && match[2] === undefined)) return undefined;
  const [, date, hours = '0', minutes = '0', seconds = '0'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) >= 60) return undefined;
  const time = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  const days = date === undefined ? 0 : daySerial(date, date1904);
  return days === undefined ? undefined : days + time;
}

function daySerial(date: string, date1904: boolean): number | undefined {
  const day = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== date) return undefined;
  const serial = (day - (date1904 ? DAY_0_OF_1904 : DAY_0)) / DAY;
  if (serial < 0) return undefined;
  // The 1900 system has a 29 February 1900, so its days before that stand one lower.
  return date1904 || serial > 60 ? serial : Math.max(0, serial - 1);
}
