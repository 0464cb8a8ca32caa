/** What the report of 2018 says of its four sources, counted by hand from the story on the morning of 29 September. */
export const countedReport = {
  days: { from: '2018-08-01', through: '2018-09-30' },
  // Nine schools, two months. 三小 came with September's on the 28th; 北校 with August's.
  reporting: { expected: 18, reported: 18, onTime: 16, missing: 0, always: 9 },
  opinions: {
    total: 1,
    some: 1,
    months: [
      { period: '2018-08', total: 0 },
      { period: '2018-09', total: 1 },
    ],
    response: { inTime: 1, late: 0, overdue: 0, running: 0 },
    linked: 0,
  },
  bulletins: { due: 1, open: [], expected: 9, reported: 9, incidents: 0, handled: 0 },
  // DB-2018-A, from the 10th to the 18th, now at its last stage.
  cases: {
    total: 1,
    some: 1,
    closed: 0,
    untrue: 0,
    overdue: 0,
    handling: { cases: 1, mean: 8, longest: 8 },
    carried: { total: 0, closed: 0 },
  },
  appeals: { total: 1, some: 1, notified: 1, overdue: 0 },
  // Five problems, of which three schools mended theirs.
  special: { planned: 9, visited: 9, overdue: 0, schools: 9, problems: 5, rectified: 3, rectifyOverdue: 0 },
  daily: { planned: 0, visited: 0, overdue: 0, schools: 0, problems: 0, rectified: 0, rectifyOverdue: 0 },
  // 一中 and 职校 had not sent theirs.
  summaries: { due: '2018-09-25', expected: 9, done: 7 },
} as const;
