import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Finnish, with stems that serve for Estonian (written without marks). */
export const finnish: PatternLanguage = {
  prefix: 'fi',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bvihapuh|\bviha(?:a|n|puhe\w*|inen|kone)?\b|\brasis|\bsyrji|\bsyrjin|\bmuukalaisv|\bihmisviha|\bvihak|\bdiskrimin|\bvaenu/iu,
    },
    harassment: {
      harassment:
        /\bhairin|\bhairit|\bahdist|\bkiusa|\bloukka|\bherjaa|\bherjaus|\bsolvaa|\bhaukku|\bvainoa|\bahistam|\bsolvam|\bhenkilokohtaisuu/iu,
    },
    privacy: {
      personal:
        /\bhenkilotie|\byksityis|\bhenkilokohtais\w+ tieto|\bilman (?:\w+ )?(?:lupaa|suostumus)|\btietosuoja|\bisikuandme/iu,
    },
    'sexual-content': {
      sexual:
        /\bseksuaali(?:s|n|st)\w*\b(?! (?:suunt|vahem))|\balaston|\baikuisviiht|\baikuissis|\bseksi(?!s)/iu,
    },
    violence: {
      violence:
        /\bvakival|\buhka(?:u|il|a)|\bterroris|\braakuu|\bvagival|\bahvard|\btappa(?:m|a|uhk)|\bmurha/iu,
    },
    'illegal-content': {
      illegal:
        /\blaiton|\blaittom|\blain\s?vast|\blaki(?:a|en|in|ste)?\b|\blakeja|\blainsaad|\brikolli|\brikos|\bseadus|\bebaseadus/iu,
    },
    minors: {
      children:
        /\blapsi|\blapse(?:n|t|lle|en)|\blasten|\balaika|\b1[2-8][ -]?vuot|\bnuor(?:et|ten|ille)|\blaps/iu,
    },
    spam: { advertising: /\broskaposti|\bmainost|\bmainont|\bmainok|\bkaupalli|\bmarkkinoin|\breklaam/iu },
    misinformation: {
      false:
        /\bdisinform|\bvalheelli|\bvalheen|\bharhaanjoht|\bsalaliit|\bvaaraa? tietoa|\bvirheelli\w+ tie|\bvaleuut|\bdenialis/iu,
    },
    'generative-ai': { ai: /\btekoaly|\bkielimall/iu },
    bots: { bots: /\bbot(?:it|teja|tien|ti|tit)\b|\bautomaatti|\bautomatisoi/iu },
    'content-warnings': {
      warning:
        /\bsisaltovaro|\bvaroituk|\barkaluont|\bkuvateks|\bkuvau(?:s|kse)\w*|\bsaavutettav|\bmerki\w+ (?:\w+ ){0,2}?(?:arka|nsfw|sisalto)/iu,
    },
    copyright: { rights: /\btekijanoik|\bimmateriaal|\bpiratismi|\bplagioi|\bautorioig/iu },
    politics: { politics: /\bpoliti(?:i|ik)|\bpolitiik|\bvaali(?:t|en|main)|\buskonno/iu },
    language: {
      language: /\bsuomeksi|\bsuomenkiel|\bkieli\b|\bkielell|\bkielta\b|\benglanniksi|\bruotsiksi/iu,
    },
    'off-topic': {
      topic:
        /\baihee(?:seen|sta)\b|\b(?:tama|tamae) (?:\w+ )?(?:instanssi|palvelin|yhteiso)(?: \w+){0,3}? (?:suunnat|tarkoit|on )|\bsuunnattu|\btarkoitettu|\bvain (?:\w+ille)\b/iu,
    },
    impersonation: {
      identity:
        /\besiinty\w+ (?:\w+ )?(?:muina|toisena|jonakin)|\bmuina esiint|\bvaleprof|\bvalehenkil|\btekeytym/iu,
    },
    'self-harm': { selfHarm: /\bitsemurh|\bitsetuho|\bsyomishairi/iu },
    moderation: {
      measures:
        /\byllapi|\byllapito|\bmoderoi|\bpoistet|\bpoistam|\bporttikiel|\bestet(?:aan|yt)|\bbannat|\bjaahy|\bilmian|\bilmoita(?! )|\braportoi|\bvaroitus\b|\bseuraamu|\brangaist/iu,
    },
  },
};
