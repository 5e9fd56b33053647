import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Words and stems that are written alike in many languages of the Latin script, or in Latin letters everywhere. */
export const international: PatternLanguage = {
  prefix: 'any',
  script: scripts.latin,
  patterns: {
    hate: {
      racism: /\b(?:anti-?)?ra(?:c|s|ss|zz|tz)[iy][sz][mt]/iu,
      sexism: /\b(?:cis|hetero)?-?(?:se(?:x|ks|ss)[iy][sz][mt]|machis[mt])/iu,
      phobia:
        /\b(?:homo|omo|trans|bi|lesbo|queer|xeno|seno|zeno|islamo?|inter|enby|nb|gender|lgbt\w{0,8}|judeo|gordo|grosso|fat|afro|aporo|sero|whore|puta|g[iy]psy|roma) ?-? ?(?:ph|f)o[bv]/iu,
      joinedPhobia:
        /(?:homo|trans|queer|bi|inter)(?:-|\/|, | or | und | y | e | et | o )\w{0,12}-?(?:ph|f)o[bv]/iu,
      antisemitism: /\bant[iy]-? ?[sz]emi/iu,
      misogyny: /\bm[iy]s[oy][gx][iy]n|\btransm[iy]so|\btransmis/iu,
      ableism:
        /\b(?:ab(?:le?|il)[iy]s[mt]|capacitis[mt]|validis[mt]|capacitism|casteis[mt]|[ck]las[s]?is[mt]|clasis[mt]|ageis[mt]|edadis[mt]|speciesis[mt])/iu,
      nazism: /\b(?:neo-?)?(?:nazi(?!on)|nacis[mt]|nacizm|naziz|natsism)/iu,
      fascism:
        /\b(?:neo-?|nazi-?)?(?:fascis|faschis|fasis[mt]|facis[mt]|fachis[mt]|faszis[mt]|faszys|faszyz|fascizm|feixis|fasizm)/iu,
      discrimination: /\bd[ie]s[ck]r[iy]m[iy]n/iu,
      supremacy: /\bsuprem(?:ac|at)/iu,
      terf: /\b(?:terfs?|swerfs?)\b|\bdead-? ?nam|\bmis-?gender/iu,
      hateSpeech: /\bhate-? ?(?:speech|speach|spech)/iu,
      nationalism: /\b(?:ultra-?)?na[czt](?:ion|jon|sion|yon)al[iy][sz][mt](?!ische republik)/iu,
    },
    harassment: {
      dogpiling: /\bdog-? ?pil/iu,
      stalking: /\bstalk(?:e|s|ed|er|ers|en|ing|ear|eo|a|are|erei|aus)?\b|\bstalkin|\bstalk[ao]/iu,
      trolling:
        /\b(?:patent)?trol+(?:s|ing|in|e|ed|en|er|ers|eo|eos|ear|ea|eando|are|aggio|age|agem|ar|eie|erei|eurs?|owan\w*)?\b/iu,
      mobbing:
        /\b(?:c[iy]ber-? ?)?(?:mobbing|mobben|mobbe|bullying)\b|\bc[iy]ber-? ?(?:bull|mobb|acos|harc)/iu,
      brigading: /\bbrigading|\bbrigad(?:e|es|ed|ers?)\b|\braids?\b|\braiding\b/iu,
      flaming: /\bflame-? ?(?:war|bait)|\bflaming\b|\bshitstorm/iu,
      gaslighting: /\bgas-?light|\bsea-?lion/iu,
      attack: /\bad[- ]hominem/iu,
    },
    privacy: {
      doxxing: /\bdoxx?(?!y\b)|\bdoksa|\bdoxear|\bswatting/iu,
      dataProtection: /\b(?:gdpr|rgpd|dsgvo|rodo|ccpa)\b|\bcookies?\b/iu,
      privacy: /\bprivacy\b/iu,
      revengePorn: /\brevenge-? ?porn/iu,
      screenshot: /\bscreen-? ?shots?\b/iu,
    },
    'sexual-content': {
      nsfw: /\bnsf[wl]\b|(?<!\w)sfw\b|\bnsfw/iu,
      pornography: /porn(?!ichet)|\bpr0n|\bhentai\b|\bxxx\b/iu,
      nudity: /\bnud(?:e|es|ity|ite|ita|idade|ez|itat|itet|itaet|ista|istas)\b|\bnudies?\b/iu,
      erotic: /\berot(?:ic|ik|iq|is|yk|yc|yst)/iu,
      fetish: /\bfeti(?:sh|sch|ch)|\bbdsm\b|\bkinks?\b|\bkinky\b|\bzoo(?:f|ph)il|\bbestial|\bincest/iu,
      lolicon: /\blolis?(?:[ck]on)?\b|\bshotas?(?:[ck]on)?\b|\byiff\b|\bfutanari\b/iu,
      rating: /\br-? ?18|\bvm-? ?18|\bonly-?fans\b|\blewds?\b/iu,
    },
    violence: {
      gore: /\bgore\b|\bgory\b|\bguro\b|\bsnuff\b/iu,
      terrorism: /terr?or(?:is|yz|ys|iz)/iu,
      genocide: /\bgeno[cz][iy]d|\bgenozid/iu,
    },
    minors: {
      pedophilia: /\bp(?:ae|e|a)do(?:ph|f|po|s\b)/iu,
      abuseMaterial: /\bcs[ae]m\b/iu,
      lolicon: /\blolis?(?:[ck]on)?\b|\bshotas?(?:[ck]on)?\b/iu,
      coppa: /\bcoppa\b/iu,
      age: /(?<![\d.,])(?:13|14|15|16|17|18|21) ?\+(?! ?(?:only )?(?:content|material|media|posts?|images?|imagery|nsfw|art\b|rated|inhalt|contenu|conteni|conteu|stuff|\d))/iu,
    },
    spam: {
      spam: /(?<!anti-?)spam/iu,
      seo: /\bseo\b|\bmlm\b|\bmulti-?level|\bclick-?bait/iu,
      marketing: /\bmarketing|\bself-? ?promo|\bpromo\b|\badvertorial/iu,
    },
    misinformation: {
      fakeNews: /\bfake-? ?news|\bfakenews/iu,
      disinformation: /\b(?:dis|des|dez|mis|mes|mal)-? ?inform(?!al)/iu,
      conspiracy: /\b[ck]onspir(?!e to)|\bq-?anon\b|\bflat-? ?earth/iu,
      pseudoscience: /\bpseudo-? ?(?:sc|ci|nau|wet|wis|vet|ved)|\banti-? ?va(?:x|c|k)/iu,
      hoax: /\bhoax/iu,
      holocaustDenial: /\b(?:holocaust|shoah|climate|covid)[- ]?(?:denial|denier|leugn|verleugn)/iu,
    },
    'generative-ai': {
      products: /\bchat-?gpt\b|\bgpt\b|\bllms?\b|\bmid-?journey|\bstable diffusion|\bdall-?e\b|\bcopilot\b/iu,
      deepfakes: /\bdeep-? ?fake/iu,
      // Without `i`: in lower case it is a word of French, Italian and Portuguese.
      ai: /(?<![\w'])A\.?I\.?(?!\w|')/u,
    },
    bots: {
      bot: /(?<![\w-])bots?(?:'s)?\b|\bbot(?:net|-?accounts?|-?konten|-?kontos?|-?konta|-?betreiber\w*|ar|tar|it|eja|ok|y|ow|ove)\b|-bots?\b|\bchat-?bots?\b|\bspam-?bots?\b/iu,
      robot: /\brobots?\b/iu,
      crossposting: /\bcross-? ?(?:post|tweet)/iu,
      scraping: /\bscrap(?:e|es|ed|ing|er|ers|ear|eo|ping|en)\b|\bcrawl(?:er|ers|ing|en|t)?\b|\bweb-?scrap/iu,
      feeds: /\brss\b|\bbird-?site-?live|\bmoa\.party|\bifttt\b/iu,
    },
    'content-warnings': {
      cw: /(?<![\w.])cw(?:s|'s|ed|ing|d|'d|t|n|en)?\b|\bcn\/|\/cn\b/iu,
      contentWarning: /\bcont?ent-? ?(?:warn|notic|advis|note)|\btrigger-? ?warn/iu,
      spoiler: /\bspoil(?:er|eur|ear|ar|ed|s\b)/iu,
      altText: /\balt(?:ernative?)?[- ]? ?te?xt|\balt[- ](?:tags?|attribut|descri|text)|\btext-? ?alt/iu,
    },
    copyright: {
      copyright: /copy-?right|\bdmca\b|\btrade-?marks?\b|\bcreative commons\b/iu,
      plagiarism: /\bplag[iy](?:[aoe]|j)/iu,
      piracy:
        /\bp[iy]rac[yj]|\bp[iy]rat(?:er[iy]|ari|age|ed\b|ing\b|stv|kop|k[ao]p)|\bwarez\b|\btorrents?\b/iu,
    },
    politics: {
      propaganda: /\bpropagand/iu,
      tankies: /\btankies?\b|\bstalinis|\bmaois[mt]|\bmarxis|\bzionis|\bleninis/iu,
    },
    cryptocurrency: {
      crypto: /\b[ck]r[iy]pto(?!gra|lo|n)/iu,
      nft: /\bnfts?\b|\bnft's\b/iu,
      blockchain: /\bblock-? ?chain|\bbitcoin|\bethereum|\bweb-? ?3\b|\bbtc\b|\bmemecoin/iu,
    },
    impersonation: {
      impersonation: /\bimperson(?!al)/iu,
      parody: /\bparod[iyo]/iu,
      fakeAccounts: /\bfake-? ?(?:acc|konto|konten|profil|ident)|\bcatfish|\bsock-? ?pup|\bclone accounts?/iu,
    },
    'self-harm': {
      suicide: /\bsui[cz][iy]d/iu,
      eatingDisorder: /\banorex|\bbulimi|\bpro-? ?(?:ana|mia)\b|\bthinspo/iu,
    },
    moderation: {
      moderators: /(?<!in )\bmoder(?:at|ad|az|ac|ar|er|aj|as)(?!ely|ate (?:language|use|amount)|n)/iu,
      admins: /(?<!sys)admin(?!istrativ|is\b|@)/iu,
      defederation: /\bde-?federat|\bde-?feder|\bfedi-?block|\bdomain-? ?block/iu,
      mods: /\bmods?\b(?!(?:ern|s? (?:for|menu)))/iu,
    },
  },
};
