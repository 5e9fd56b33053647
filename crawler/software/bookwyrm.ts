import { mastodonLike } from './mastodon-like.ts';

/**
 * BookWyrm (bookwyrm-social/bookwyrm, bookwyrm/views/wellknown.py): Mastodon's version 1 document, and peers, both
 * missing where federation is off. `approval_required` means that sign-up is closed and invitations may be asked for.
 * Its code of conduct is a page for people: there are no rules in any document.
 */
export const bookwyrm = mastodonLike({
  family: 'bookwyrm',
  version: 1,
  hasPeers: true,
  rules: 'filled-only',
  // Two letters of the server's locale, in older releases always "en".
  statesLanguages: true,
  approvalWhileClosed: 'invite',
});
