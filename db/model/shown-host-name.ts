import { domainToUnicode } from 'node:url';
import type { HostName } from './host-name.ts';

/**
 * Scripts that one label may hold together: those of one written language ("Highly Restrictive" of UTS #39, section
 * 5.2), and every other script on its own. Latin beside Cyrillic or Greek is never one language.
 */
const scriptsOfALabel: readonly RegExp[] = [
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{Nd}-]+$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Bopomofo}\p{Nd}-]+$/u,
  /^[\p{scx=Latin}\p{scx=Han}\p{scx=Hangul}\p{Nd}-]+$/u,
  ...['Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek', 'Gujarati'],
  ...['Gurmukhi', 'Hebrew', 'Kannada', 'Khmer', 'Lao', 'Malayalam', 'Myanmar', 'Oriya', 'Sinhala', 'Tamil'],
  ...['Telugu', 'Thaana', 'Thai', 'Tibetan'],
].map((each) => (typeof each === 'string' ? new RegExp(`^[\\p{scx=${each}}\\d-]+$`, 'u') : each));

/**
 * Letters of written languages in the Latin script: Western and Central European, Turkish, Romanian, Vietnamese, Pinyin,
 * West African. Others (`ɑ`, `ɡ`, `ı` outside of Turkey) are hardly told from the plain letters.
 */
const latinOfLanguages = /^[a-zß-öø-ıĵ-ķĺ-ňŋ-žơưǎ-ǜșțɓɖɗɛɣɔʋạ-ỹ]+$/u;

/** Letters that look like a Latin one or two, by script, and the countries whose readers write them. */
const lookAlikes: readonly { readonly letters: RegExp; readonly topLevel: RegExp }[] = [
  {
    letters: /^[аеорсухіјѕһԁӏԛԝѵѡгьпүҽґъыю\d-]+$/u,
    topLevel: /^(bg|by|kg|kz|mk|mn|rs|ru|su|ua|uz|.*\p{scx=Cyrillic}.*)$/u,
  },
  { letters: /^[αγηικνορστυχω\d-]+$/u, topLevel: /^(gr|cy|.*\p{scx=Greek}.*)$/u },
  { letters: /^[ագզէհլյոսցւօ\d-]+$/u, topLevel: /^(am|.*\p{scx=Armenian}.*)$/u },
];

/**
 * A host name as people read it: with its own letters where nobody could take them for others, else as DNS has it
 * (punycode). A label that mixes scripts, is made of look-alikes only (`аррӏе.com` in Cyrillic), or holds symbols is
 * never written out.
 *
 * @example shownHostName('xn--bcher-kva.social') // 'bücher.social'
 * @example shownHostName('xn--80ak6aa92e.com') // 'xn--80ak6aa92e.com'
 */
export function shownHostName(host: HostName | string): string {
  if (!host.includes('xn--')) return host;
  const unicode = domainToUnicode(host);
  const labels = unicode.split('.');
  const topLevel = labels.at(-1) ?? '';
  return labels.every((label) => isUnmistakable(label, topLevel)) ? unicode : host;
}

function isUnmistakable(label: string, topLevel: string): boolean {
  if (/^[a-z\d-]+$/.test(label)) return !label.startsWith('xn--');
  if (!/^[\p{L}\p{M}\p{Nd}-]+$/u.test(label)) return false;
  if (!scriptsOfALabel.some((scripts) => scripts.test(label))) return false;
  const latin = label.replace(/\P{sc=Latin}/gu, '');
  // A mark that does not become one letter with the letter below it is no way of writing in Latin that we know.
  if (latin !== '' && (!latinOfLanguages.test(latin) || /\p{M}/u.test(label))) return false;
  if (label.includes('ı') && topLevel !== 'tr') return false;
  return !lookAlikes.some(({ letters, topLevel: own }) => letters.test(label) && !own.test(topLevel));
}
