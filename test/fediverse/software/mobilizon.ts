import { type Answer, discovery, html, json, nodeInfo, text } from '../answer.ts';
import type { InstanceState } from '../instance-state.ts';
import { formatRobots, type RobotsFile } from '../robots-file.ts';
import type { Language } from '../texts/language.ts';
import { type Family, takesNewcomers } from './family.ts';
import { asHtml, documentRule } from './rule-texts.ts';

const robots: RobotsFile = { groups: [{ agents: ['*'], disallow: [] }] };

/** A part of a server's whim, of its own for each question, so that the answers do not hang together. */
const whimOf = ({ host }: InstanceState, question: number) => (host.whim * question) % 1;

/** A tenth of the closed ones lets in those whose mail address stands on a list; assumed. */
const hasAllowlist = (state: InstanceState) => whimOf(state, 7) < 0.1;
/** Half of the servers name theirs; assumed. */
const languagesOf = (state: InstanceState): readonly Language[] =>
  whimOf(state, 11) < 0.5 ? [state.host.language] : [];
/** Most keep the terms that Mobilizon brings along; assumed. */
function termsTypeOf(state: InstanceState): 'DEFAULT' | 'CUSTOM' | 'URL' {
  const whim = whimOf(state, 13);
  if (whim < 0.7) return 'DEFAULT';
  return whim < 0.9 ? 'CUSTOM' : 'URL';
}

/** The rules in the one field there is, a paragraph each, and own terms. */
function rulesOf(state: InstanceState) {
  const { host, rules } = state;
  const words = rules.map((rule) => rule.text).join('\n\n');
  const terms = termsTypeOf(state) === 'CUSTOM' ? `Terms\n\n${host.title} & friends` : '';
  return [...documentRule('code-of-conduct', words), ...documentRule('terms', terms)];
}

function registrationsOf(state: InstanceState) {
  if (takesNewcomers(state)) return 'open' as const;
  return hasAllowlist(state) ? ('invite' as const) : ('closed' as const);
}

/** Mobilizon: NodeInfo below /.well-known, which writes the name with a capital, and GraphQL by POST. */
export const mobilizon: Family = {
  name: 'mobilizon',
  nodeInfoPaths: ['/.well-known/nodeinfo', '/.well-known/nodeinfo/2.1'],
  robots: () => robots,
  reported: ({ figures }) => ({ ...figures, usersActiveMonth: null, usersActiveHalfYear: null }),
  stated: (state) => {
    const languages = languagesOf(state);
    return {
      title: state.host.title,
      description: state.host.description === '' ? null : state.host.description,
      languages: languages.length === 0 ? null : languages,
      registrations: registrationsOf(state),
      rules: rulesOf(state),
    };
  },
  peerPolicy: () => 'not-published',
  postPaths: ['/api'],
  answer(path, state, { method, body }) {
    switch (path) {
      case '/robots.txt':
        return text(formatRobots(robots));
      case '/.well-known/nodeinfo':
        return discovery(state.host.host, {
          '2.0': '/.well-known/nodeinfo/2.0',
          '2.1': '/.well-known/nodeinfo/2.1',
        });
      case '/.well-known/nodeinfo/2.0':
      case '/.well-known/nodeinfo/2.1':
        return nodeInfo(describeNode(state, path.endsWith('2.1') ? '2.1' : '2.0'));
      case '/api':
        return method === 'POST' ? answerQuery(body, describeConfig(state)) : null;
      default:
        return null;
    }
  },
  notFound: () => html('<!doctype html><title>Mobilizon</title>', 404),
};

function describeNode({ host, version: software, figures }: InstanceState, version: '2.0' | '2.1') {
  const repository = { repository: 'https://framagit.org/framasoft/mobilizon' };
  return {
    version,
    software: { name: 'Mobilizon', version: software, ...(version === '2.1' ? repository : {}) },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0'] },
    openRegistrations: host.registrations === 'open' || host.registrations === 'approval',
    usage: {
      users: { total: figures.usersTotal },
      localPosts: figures.localPosts,
      localComments: figures.localComments,
    },
    metadata: { nodeName: host.title, nodeDescription: host.description },
  };
}

/** The object `config` in full; what is not asked for is not sent. */
function describeConfig(state: InstanceState) {
  const { host, rules, version } = state;
  const type = termsTypeOf(state);
  const own = `<h2>Terms</h2>${asHtml(`${host.title} & friends`, 'p')}`;
  const brought = `<p>These are the terms of ${host.title}, as they come with the software.</p>`;
  return {
    name: host.title,
    description: host.description,
    longDescription: host.description === '' ? null : asHtml(host.description, 'p'),
    contact: `https://${host.host}/@admin`,
    languages: languagesOf(state),
    registrationsOpen: takesNewcomers(state),
    registrationsAllowlist: hasAllowlist(state),
    rules: rules.length === 0 ? null : rules.map((rule) => asHtml(rule.text, 'p')).join(''),
    terms: {
      type,
      url: type === 'URL' ? `https://${host.host}/our-terms` : null,
      bodyHtml: { DEFAULT: brought, CUSTOM: own, URL: null }[type],
    },
    privacy: { type: 'DEFAULT', url: null, bodyHtml: '<p>Privacy</p>' },
    federating: true,
    version,
  };
}

type Config = ReturnType<typeof describeConfig>;

/**
 * As much of GraphQL as the question for one object takes: fields, and fields of fields. A field that the schema does
 * not have makes the whole question void.
 */
function answerQuery(body: unknown, config: Config): Answer {
  const { query } = (body ?? {}) as { readonly query?: unknown };
  const selection =
    typeof query === 'string' ? /^\s*\{\s*config\s*\{([\s\S]*)\}\s*\}\s*$/.exec(query)?.[1] : null;
  if (selection == null)
    return json({ errors: [{ message: 'No query document supplied' }] }, { status: 400 });
  const known: Readonly<Record<string, unknown>> = config;
  const asked: [string, unknown][] = [];
  for (const [, field = '', inner] of selection.matchAll(/(\w+)(?:\s*\{([^}]*)\})?/g)) {
    if (!Object.hasOwn(known, field)) {
      return json({ errors: [{ message: `Cannot query field "${field}" on type "Config".` }] });
    }
    asked.push([field, inner === undefined ? known[field] : pick(known[field], inner)]);
  }
  return json({ data: { config: Object.fromEntries(asked) } });
}

function pick(value: unknown, fields: string) {
  const wanted = fields.trim().split(/\s+/);
  return Object.fromEntries(Object.entries(value ?? {}).filter(([field]) => wanted.includes(field)));
}
