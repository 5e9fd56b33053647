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

/** The page of a server on which one asks for an account. */
export function signUpUrl(server: { readonly url: string; readonly software: string }): string | null {
  const path = Object.hasOwn(signUpPaths, server.software) ? signUpPaths[server.software] : undefined;
  const url = URL.parse(path ?? '/', server.url);
  return url === null ? null : outboundUrl(url.href);
}
