import type { InstanceState, SimulatedRule } from '../instance-state.ts';
import type { Registrations } from '../population.ts';
import { bareRules } from './rule-texts.ts';

/** The lines of the terms, where the administrator shows them; three in four do, assumed. */
export function shownRules(state: InstanceState): SimulatedRule[] {
  return (state.host.whim * 7) % 1 < 0.75 ? bareRules(state) : [];
}

/** `GET /api/v1/instance/rules`. */
export function describeRules(state: InstanceState) {
  return shownRules(state).map(({ text }, index) => ({ id: String(index + 1), text }));
}

const bannerOf = ({ host }: InstanceState) => `https://${host.host}/images/friendica-banner.jpg`;
const versionOf = ({ version }: InstanceState) => `2.8.0 (compatible; Friendica ${version})`;

/** `GET /api/v2/instance`, with its own part. The list of mime types is an object. */
export function describeInstanceV2(state: InstanceState, policy: Registrations) {
  const { host, version, figures } = state;
  return {
    domain: host.host,
    title: host.title,
    version: versionOf(state),
    source_url: null,
    description: host.description,
    usage: { users: { active_month: figures.usersActiveMonth } },
    thumbnail: { url: bannerOf(state) },
    languages: [host.language],
    configuration: {
      statuses: { max_characters: 200_000 },
      media_attachments: {
        supported_mime_types: {
          'image/jpeg': 'jpg',
          'image/jpg': 'jpg',
          'image/png': 'png',
          'image/gif': 'gif',
        },
        image_size_limit: 10_485_760,
      },
    },
    registrations: { enabled: policy !== 'closed', approval_required: policy === 'approval' },
    contact: { email: `admin@${host.host}`, account: null },
    rules: describeRules(state),
    friendica: { version, codename: 'Yellow Archangel', db_version: 1_571 },
  };
}

/** `GET /api/v1/instance`; older releases have the rules in a document of their own alone. */
export function describeInstanceV1(state: InstanceState, policy: Registrations) {
  const { host, figures } = state;
  return {
    uri: host.host,
    title: host.title,
    short_description: host.description,
    description: host.description,
    email: `admin@${host.host}`,
    version: versionOf(state),
    urls: { streaming_api: '' },
    stats: { user_count: figures.usersTotal, status_count: figures.localPosts, domain_count: 0 },
    thumbnail: bannerOf(state),
    languages: [host.language],
    max_toot_chars: 200_000,
    registrations: policy !== 'closed',
    approval_required: policy === 'approval',
    invites_enabled: false,
    contact_account: null,
  };
}

/** `GET /api/statusnet/config.json` (src/Module/Api/GNUSocial/GNUSocial/Config.php); none of them is closed to the public. */
export function describeConfig({ host, version }: InstanceState, policy: Registrations) {
  return {
    site: {
      name: host.title,
      server: host.host,
      theme: 'frio',
      path: '',
      logo: `https://${host.host}/images/friendica-64.png`,
      fancy: true,
      language: host.language,
      email: `admin@${host.host}`,
      broughtby: '',
      broughtbyurl: '',
      timezone: 'UTC',
      closed: policy === 'closed',
      inviteonly: false,
      private: false,
      textlimit: '200000',
      sslserver: null,
      ssl: 'always',
      friendica: {
        FRIENDICA_PLATFORM: 'Friendica',
        FRIENDICA_VERSION: version,
        DB_UPDATE_VERSION: 1_571,
      },
    },
  };
}
