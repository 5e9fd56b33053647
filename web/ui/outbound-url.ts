/**
 * An address of somebody else's that we may link to: https, no user or password, at its usual port. Null otherwise, and
 * the caller shows text in place of a link. Crawled values pass here before they become a `href`.
 */
export function outboundUrl(raw: string): string | null {
  const url = URL.parse(raw);
  const isSafe = url?.protocol === 'https:' && url.username === '' && url.password === '' && url.port === '';
  return isSafe ? url.href : null;
}

/** Where to open an account, by software; the front page where we know no better. */
const signUpPaths: Readonly<Record<string, string>> = {
  mastodon: '/auth/sign_up',
  glitchsoc: '/auth/sign_up',
  hometown: '/auth/sign_up',
  lemmy: '/signup',
  peertube: '/signup',
  pixelfed: '/register',
  friendica: '/register',
};

/** The page on which one asks for an account: the one that the server names, or that of its software. */
export function signUpUrl(server: {
  readonly url: string;
  readonly software: string;
  readonly sign_up_url: string | null;
}): string | null {
  const named = server.sign_up_url === null ? null : outboundUrl(server.sign_up_url);
  if (named !== null) return named;
  const path = Object.hasOwn(signUpPaths, server.software) ? signUpPaths[server.software] : undefined;
  const url = URL.parse(path ?? '/', server.url);
  return url === null ? null : outboundUrl(url.href);
}

/** Where a server tells people about itself and its rules, by software; the front page where we know no better. */
const aboutPaths: Readonly<Record<string, string>> = {
  mastodon: '/about',
  glitchsoc: '/about',
  hometown: '/about',
  fedibird: '/about',
  kmyblue: '/about',
  misskey: '/about',
  sharkey: '/about',
  pleroma: '/about',
  akkoma: '/about',
  gotosocial: '/about',
  pixelfed: '/site/about',
  peertube: '/about/instance',
  mobilizon: '/about/instance',
  friendica: '/friendica',
  funkwhale: '/about',
  bookwyrm: '/about',
};

/** The page on which a server describes itself. */
export function aboutUrl(server: { readonly url: string; readonly software: string }): string | null {
  const path = Object.hasOwn(aboutPaths, server.software) ? aboutPaths[server.software] : undefined;
  const url = URL.parse(path ?? '/', server.url);
  return url === null ? null : outboundUrl(url.href);
}
