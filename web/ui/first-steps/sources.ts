/** Where what is told can be read at its origin. */
export interface Source {
  readonly url: string;
  /** As the page calls itself, in English. */
  readonly title: string;
}

/** What each part of the page for newcomers rests on. */
export const sources = {
  what: [
    { url: 'https://www.w3.org/TR/activitypub/', title: 'ActivityPub, W3C Recommendation' },
    {
      url: 'https://www.w3.org/news/2018/activitypub-is-now-a-w3c-recommendation/',
      title: 'ActivityPub is now a W3C Recommendation',
    },
    { url: 'https://docs.joinmastodon.org/', title: 'What is Mastodon?' },
  ],
  server: [
    { url: 'https://docs.joinmastodon.org/user/signup/', title: 'Signing up for an account' },
    { url: 'https://docs.joinmastodon.org/#monetization', title: 'Funding and monetization' },
  ],
  rules: [
    { url: 'https://docs.joinmastodon.org/admin/moderation/', title: 'Moderation actions' },
    { url: 'https://joinmastodon.org/covenant', title: 'Mastodon Server Covenant' },
  ],
  joining: [{ url: 'https://docs.joinmastodon.org/user/signup/#signup', title: 'Signup modes' }],
  moving: [{ url: 'https://docs.joinmastodon.org/user/moving/', title: 'Moving or leaving accounts' }],
} as const satisfies Readonly<Record<string, readonly Source[]>>;
