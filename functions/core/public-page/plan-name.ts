import type { Settings } from '../../../schemas/settings.ts';

/** What 综合治理方案 is called (S3): as 设置 says, else after the campaign. */
export function planName({ planTitle, campaign }: Pick<Settings, 'planTitle' | 'campaign'>): string {
  return planTitle || `${campaign}工作方案`;
}
