const maxLength = 2_048;

/**
 * An address that a server names (icon, contact, terms), absolute, http or https, without user and password. It is
 * kept, not fetched.
 *
 * @param base what a relative address is relative to: `https://host/`; without it relative ones are refused.
 * @returns null when it is no such address.
 */
export function addressOf(raw: unknown, base?: string): string | null {
  if (typeof raw !== 'string' || raw.trim() === '' || raw.length > maxLength) return null;
  if (!URL.canParse(raw.trim(), base)) return null;
  const url = new URL(raw.trim(), base);
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  if (!isWeb || url.username !== '' || url.password !== '' || url.href.length > maxLength) return null;
  return url.href;
}

/** A mail address in the shape that people write; null for anything else. At most 254 characters (RFC 5321). */
export function mailOf(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > 254) return null;
  const mail = raw.trim().replace(/^mailto:/i, '');
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/.test(mail) ? mail : null;
}
