import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Czech and Slovak (written without marks). */
export const czechSlovak: PatternLanguage = {
  prefix: 'cs',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bnenavi(?:st|s)|\bdiskrimin|\bxenofob|\bnesnasen|\bkonverz\w+ terap|\bmensin|\bsovini/iu,
    },
    harassment: {
      harassment:
        /\b(?:ne)?obtez|\bobtaz|\bsikan|\b(?:ne)?urazl|\burazk|\buraz(?:et|et|am|ej)|\bnadav|\bosobni\w* utok|\butok\w* na|\bpomluv|\bponizo|\bslovn\w+ (?:utok|napad)/iu,
    },
    privacy: {
      personal:
        /\bosobni(?:ch|mi|e|ho)? (?:udaj|data|inform|dat)|\bosobn\w+ udaj|\bsoukrom|\bsukrom|\bbez (?:\w+ )?(?:souhlasu|suhlasu)|\bkonsent/iu,
    },
    'sexual-content': {
      sexual:
        /\bsexualn\w+\b(?<!orientac\w+ sexualn\w+)(?! (?:orient|ment|mens))|\bnahot|\bobscen|\bpro dospele/iu,
    },
    violence: {
      violence: /\bnasil|\bvyhruz|\bvyhraz|\bteror|\bkrut|\bgenoc|\bvalecn\w+ zloc|\bkrvav/iu,
    },
    'illegal-content': {
      illegal:
        /\bnelegal|\bnezakon|\bprotizakon|\bzakon(?:y|u|em|a|mi|om|ov|nik|ne)?\b|\bprotipravn|\btrestn|\bpravn\w+ (?:rad|predpis)/iu,
    },
    minors: {
      children: /\bdet(?:i|mi|sk\w+|em)\b|\bnezletil|\bmladistv|\bneplnolet|\b1[2-8] (?:let|rokov)/iu,
    },
    spam: { advertising: /\breklam|\bkomerc|\bpropagac\w+ (?:prod|sluz|vlast)|\bprodej/iu },
    misinformation: {
      false:
        /\bdezinform|\bnepravdiv|\bzavadejic|\bzavadzaj|\bfalesn\w+ (?:inform|zprav)|\bkonspira|\blzi\b|\bpopir/iu,
    },
    'generative-ai': { ai: /\bumel\w+ inteligen/iu },
    bots: { bots: /\bbot(?:y|u|ov|ove|i|um)\b|\bautomatick\w+ (?:pris|uct|post)|\bautomatizov/iu },
    'content-warnings': {
      warning:
        /\boznac\w+.{0,40}?(?:citliv|nsfw)|\bcitliv\w* (?:medi|obsah|prispev)|\bjako (?:\w+ )?citliv|\bako citliv|\bvarovan\w+ (?:o |pred )?obsah|\bpopis\w* (?:obr|fot|medi)/iu,
    },
    copyright: { rights: /\bautorsk|\bdusevn\w+ vlast|\bpiratst|\blicenc/iu },
    politics: { politics: /\bpoliti(?:k|ck)|\bvolby\b|\bnabozen\w+ (?:prop|disk)/iu },
    language: {
      language:
        /\b(?:v|ve) (?:cestin|slovenc|anglictin)|\bcesky\b(?= (?:nebo|a|psan))|\bv \w+ jazy(?:ku|ce)/iu,
    },
    'off-topic': {
      topic:
        /\bmimo tema|\b(?:tato|tento|nas|nase) (?:\w+ )?(?:instance|server|instancia|komunita)(?: \w+){0,4}? (?:pro|urcen|zamer|pre)/iu,
    },
    impersonation: { identity: /\bvydava\w+ (?:se )?za\b|\bfalesn\w+ (?:ucet|ident|profil)|\bpredstir/iu },
    'self-harm': { selfHarm: /\bsebevraz|\bsamovraz|\bsebeposk|\bporuch\w+ prijm/iu },
    moderation: {
      measures:
        /\bspravc[eiu]|\bsmaz|\bblokov|\bzablok|\bnahlas|\bnahlasi|\bbude (?:\w+ )?(?:odstran|zrusen)|\bodstranen|\bpozastav|\bporusen/iu,
    },
  },
};
