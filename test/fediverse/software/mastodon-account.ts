import type { InstanceState } from '../instance-state.ts';
import { isAtLeast } from '../versions.ts';

/** The account that the administrator names as a contact (entity Account); null where none is named. */
export function describeContact({ host, day, version }: InstanceState) {
  if (host.whim >= 0.8) return null;
  const since = (minor: number, parts: object) => (isAtLeast(version, 4, minor) ? parts : {});
  const url = `https://${host.host}/@admin`;
  return {
    id: '1',
    username: 'admin',
    acct: 'admin',
    display_name: host.title,
    locked: false,
    bot: false,
    discoverable: true,
    ...since(3, { indexable: false }),
    group: false,
    created_at: `${host.bornOn}T00:00:00.000Z`,
    note: '',
    url,
    ...since(2, { uri: `https://${host.host}/users/admin` }),
    avatar: `https://${host.host}/avatars/original/missing.png`,
    avatar_static: `https://${host.host}/avatars/original/missing.png`,
    ...since(6, { avatar_description: '' }),
    header: `https://${host.host}/headers/original/missing.png`,
    header_static: `https://${host.host}/headers/original/missing.png`,
    ...since(6, { header_description: '' }),
    followers_count: Math.round(1_000 * host.whim),
    following_count: 12,
    statuses_count: 345,
    last_status_at: day,
    ...since(3, { hide_collections: false }),
    noindex: false,
    emojis: [],
    ...since(1, { roles: [] }),
    ...since(6, { show_media: true, show_media_replies: true, show_featured: true }),
    fields: [],
  };
}
