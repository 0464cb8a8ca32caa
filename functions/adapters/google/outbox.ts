import { tree } from '../../../schemas/tree.ts';
import type { DistrictStore, Mailer } from '../../world.ts';
import { emlName } from '../mail/eml-name.ts';

/** The post of a district on Google without SMTP: one .eml a letter in 发件箱. The same letter again finds itself there. */
export function createDriveOutbox(store: DistrictStore): Mailer {
  return {
    compose: async (...letter) => (await import('../mail/mime.ts')).compose(...letter),
    deliver: async ({ subject, bytes }) => {
      const where = `${tree.outbox}/${emlName(subject, bytes)}`;
      const outcome = await store.create(where, { bytes });
      return outcome === 'refused'
        ? { state: 'deferred', why: '没有写入发件箱的权限；下次运行会自动再写。' }
        : { state: 'sent', where };
    },
    close: async () => {},
  };
}
