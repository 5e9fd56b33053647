/**
 * A connection URL as it may be printed: the password, wherever it stands, becomes `***`. Made for text that may not be
 * a URL at all: what cannot be told apart from a password is left out.
 */
export function withoutPassword(url: string): string {
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(url)?.[0] ?? '';
  const rest = url.slice(scheme.length).replace(/(password=)[^&\s]*/gi, '$1***');
  const at = rest.lastIndexOf('@');
  if (at === -1) return scheme !== '' && !URL.canParse(url) ? `${scheme}***` : scheme + rest;
  const user = /^[\w.%-]*(?=:|$)/.exec(rest.slice(0, at))?.[0] ?? '';
  const hasPassword = user.length < at;
  return `${scheme}${user}${hasPassword ? ':***' : ''}${rest.slice(at)}`;
}
