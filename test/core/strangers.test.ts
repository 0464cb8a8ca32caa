import { describe, expect, it } from 'vitest';
import { strangers } from '../../functions/core/strangers.ts';
import { schoolOf } from '../jobs/google-story.ts';

const known = {
  roster: [schoolOf(1, '第一小学', { backupEmail: 'Spare@Example.cn', inspectorEmail: 'inspector@example.cn' })],
  section: new Set(['section@example.cn']),
  apart: new Map([['监察室', 'discipline@example.cn']]),
};
const school = '学校/371311001 改过的名字';

describe('a right to open something', () => {
  it.each([
    ['section@example.cn', '', 'write'],
    ['section@example.cn', '总表.xlsx', 'manage'],
    ['anybody@example.com', '', 'manage'],
    ['c371311001@example.cn', school, 'write'],
    ['p371311001@example.cn', `${school}/2018年09月.xlsx`, 'read'],
    ['spare@example.cn', school, 'write'],
    ['inspector@example.cn', school, 'read'],
    ['discipline@example.cn', '监察室', 'write'],
    ['anyone', '公开/index.html', 'read'],
    ['discipline@example.cn', '监察室/追责移交.xlsx', 'read'],
  ] as const)('of %s at “%s” to %s is accounted for', (who, path, may) => {
    expect(strangers([{ who, path, may }], known)).toEqual([]);
  });

  it.each([
    ['anyone', '', 'manage'],
    ['anyone', school, 'read'],
    ['anyone', '公开/index.html', 'write'],
    ['anyone', '公开/index 人工改动1.html', 'read'],
    ['anyone', '公开', 'read'],
    ['*@example.cn', '', 'manage'],
    ['*@example.cn', school, 'write'],
    ['', school, 'read'],
    ['c371311001@example.cn', '', 'write'],
    ['c371311001@example.cn', '总表.xlsx', 'read'],
    ['c371311001@example.cn', '学校', 'read'],
    ['c371311001@example.cn', '学校/371311002 第二小学', 'read'],
    ['c371311001@example.cn', '通报/371311001 x', 'read'],
    ['c371311001@example.cn', school, 'manage'],
    ['former@example.cn', school, 'read'],
    ['section@example.cn', '监察室', 'read'],
    ['section@example.cn', '监察室/追责移交.xlsx', 'write'],
    ['discipline@example.cn', '监察室', 'manage'],
    ['discipline@example.cn', '总表.xlsx', 'read'],
    ['c371311001@example.cn', '监察室', 'read'],
    ['anyone', '监察室/追责移交.xlsx', 'read'],
  ] as const)('of %s at “%s” to %s is a stranger’s', (who, path, may) => {
    expect(strangers([{ who, path, may }], known)).toHaveLength(1);
  });
});
