import type { BulletinDrafted, BulletinEdited, BulletinHeld, BulletinIssued } from '../../../schemas/events.ts';
import type { Period } from '../../../schemas/periods.ts';

/** 通报 of a pair of months: every draft of it, newest last, and how far it has come. */
export interface BulletinState {
  readonly from: Period;
  readonly through: Period;
  readonly drafts: { code: string; at: string; path: string; kept?: string }[];
  /** Texts that people made of drafts, newest last. */
  edits?: EditedDraft[];
  /** What stops the approval that stands in 通报审签; absent where nothing does. */
  held?: { code: string; at: string; problems: readonly string[] };
  issued?: IssuedBulletin;
}

export type EditedDraft = Pick<
  BulletinEdited,
  'code' | 'at' | 'path' | 'draft' | 'hash' | 'problems' | 'notes' | 'kept'
>;

export type IssuedBulletin = Omit<BulletinIssued, 'type' | 'id' | 'from' | 'through'>;

/** Takes an event of a bulletin in; twice is once. */
export function applyToBulletins(
  bulletins: Map<Period, BulletinState>,
  event: BulletinDrafted | BulletinEdited | BulletinHeld | BulletinIssued,
): void {
  const { from, through } = event;
  const bulletin = bulletins.get(from) ?? { from, through, drafts: [] };
  bulletins.set(from, bulletin);
  switch (event.type) {
    case 'bulletinDrafted': {
      const { code, at, path, kept } = event;
      const last = bulletin.drafts.at(-1);
      if (last?.code !== code || last.path !== path)
        bulletin.drafts.push({ code, at, path, ...(kept === undefined ? {} : { kept }) });
      return;
    }
    case 'bulletinEdited': {
      const { code, at, path, draft, hash, problems, notes, kept } = event;
      const others = (bulletin.edits ?? []).filter((edit) => edit.path !== path || edit.hash !== hash);
      bulletin.edits = [...others, { code, at, path, draft, hash, problems, notes, kept }];
      return;
    }
    case 'bulletinHeld': {
      const { code, at, problems } = event;
      if (problems.length === 0) delete bulletin.held;
      else bulletin.held = { code, at, problems };
      return;
    }
    case 'bulletinIssued': {
      const { type: _, id: __, from: ___, through: ____, ...issued } = event;
      bulletin.issued ??= issued;
      delete bulletin.held;
      return;
    }
  }
}
