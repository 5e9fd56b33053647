/** How projects write their own names; NodeInfo has them in lower case. */
const names: Readonly<Record<string, string>> = {
  akkoma: 'Akkoma',
  bookwyrm: 'BookWyrm',
  friendica: 'Friendica',
  funkwhale: 'Funkwhale',
  glitchsoc: 'glitch-soc',
  gotosocial: 'GoToSocial',
  hometown: 'Hometown',
  hubzilla: 'Hubzilla',
  iceshrimp: 'Iceshrimp',
  lemmy: 'Lemmy',
  loops: 'Loops',
  mastodon: 'Mastodon',
  mbin: 'Mbin',
  misskey: 'Misskey',
  mobilizon: 'Mobilizon',
  nodebb: 'NodeBB',
  peertube: 'PeerTube',
  piefed: 'PieFed',
  pixelfed: 'Pixelfed',
  pleroma: 'Pleroma',
  sharkey: 'Sharkey',
  wordpress: 'WordPress',
  writefreely: 'WriteFreely',
};

/** The name of a software as its project writes it, or as NodeInfo has it. */
export function softwareName(software: string): string {
  return Object.hasOwn(names, software) ? (names[software] ?? software) : software;
}
