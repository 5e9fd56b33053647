import { type Answer, html } from './answer.ts';
import { redirect } from './faults/redirects.ts';

/**
 * How a server comes by a second name. `account-domain`: its accounts are known by a name that is no instance and says
 * in host-meta where they are (Mastodon's LOCAL_DOMAIN). `www-to-apex`, `apex-to-www`: the second name sends everybody
 * to the first.
 */
export const aliasKinds = ['account-domain', 'www-to-apex', 'apex-to-www'] as const;

/** One of {@link aliasKinds}. */
export type AliasKind = (typeof aliasKinds)[number];

/** A second name of a server; no server of its own. */
export interface Alias {
  readonly host: string;
  readonly kind: AliasKind;
  /** The name under which it is counted. */
  readonly of: string;
}

/** The names of the server that has the alias of an ordinal, and of the alias. */
export function namesOfAlias(ordinal: number): Alias {
  const kind = aliasKinds[ordinal % aliasKinds.length] ?? 'account-domain';
  const apex = `two-names-${ordinal}.social`;
  switch (kind) {
    case 'account-domain':
      return { kind, host: apex, of: `web.${apex}` };
    case 'www-to-apex':
      return { kind, host: `www.${apex}`, of: apex };
    case 'apex-to-www':
      return { kind, host: apex, of: `www.${apex}` };
  }
}

const unknownPage = html('<!doctype html><title>Not found</title><h1>404</h1>', 404);

/** What a second name answers. Its robots.txt is its own: there is none. */
export function answerOfAlias({ kind, of }: Alias, path: string): Answer {
  if (path === '/robots.txt') return unknownPage;
  if (kind !== 'account-domain') return redirect(301, `https://${of}${path}`);
  if (path !== '/.well-known/host-meta') return unknownPage;
  const template = `https://${of}/.well-known/webfinger?resource={uri}`;
  return {
    status: 200,
    contentType: 'application/xrd+xml; charset=utf-8',
    body: `<?xml version="1.0"?><XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="lrdd" template="${template}"/></XRD>`,
  };
}
