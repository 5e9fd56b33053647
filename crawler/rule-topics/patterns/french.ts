import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in French (written without accents, see `pattern-language.ts`). */
export const french: PatternLanguage = {
  prefix: 'fr',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bhain(?:e|es|eux|euse)|\bhostilite envers/iu,
      discrimination: /\bdiscriminant|\bprejug|\bintoleran|\boppressi[fov]|\bincit\w+ a la haine/iu,
      farRight:
        /\bextreme[s]?[- ]droite|\bracial|\bsuprematis|\bnegationnis|\brevisionnis|\bcolonialis|\bantitsigan/iu,
      groups:
        /\bgrossopho|\bpsychopho|\blgbt\w*pho|\bqueerpho|\bputopho|\bhandipho|\bmegenr|\bmorinom|\bpatriarc|\bpropos (?:haineux|discrimin)/iu,
    },
    harassment: {
      harassment: /\bharcel/iu,
      insults:
        /\binsult(?!er les lois)|\binjur(?:e|es|ier|ieux|ieuse|ieuses)\b|\boutrag|\bdenigr|\bhumili(?:er|ant|ation)|\bmoquer|\bmoqueri/iu,
      defamation: /\bdiffam|\bcalomni/iu,
      attack:
        /\battaqu\w+ (?:\w+ ){0,2}?(?:personn|autrui|individ|les gens|membre|utilisat|quelqu)|\bagressi(?:on|ons)\b (?:verb|person)|\battaques? ad/iu,
      intimidation: /\bintimid|\bpersecut|\bsollicitations? non|\btraquer\b|\bprovocat/iu,
      stop: /\bdemande d'arreter|\bcess(?:er|ation) (?:de )?(?:ladite|l')?\s?(?:interact|contact)|\bcontact non (?:desir|sollicit)/iu,
    },
    privacy: {
      private:
        /\bvie[s]? privee|\bdonnees? (?:\w+ )?(?:personnel|privee|a caractere)|\binformations? (?:\w+ )?(?:personnel|privee|protegee|confidentiel)|\bconfidentialite\b/iu,
      consent:
        /\bsans (?:\w+ ){0,3}?(?:consentement|accord|autorisation) (?:de la personne|des personnes|explicite|prealable)|\bconsentement\b|\bdivulg(?:uer|uez|ue|ation|ations)\b|\bcaptures? d'ecran|\bprotection des donnees|\bmessages? prive/iu,
    },
    'sexual-content': {
      sexual:
        /\bsexuel(?:le|les|s|lement)?\b(?! ?orient)(?<!orientations? sexuelles?|minorites? sexuelles?|identites? sexuelles?|genres? et sexuels?|harcelement sexuel|preferences? sexuelles?|violences? sexuelles?|agressions? sexuelles?)|\bsexualis/iu,
      adult:
        /\bcontenus? (?:\w+ )?(?:adulte|explicite|pour adulte|obscen|erotiq)|\bpour adultes\b|\bobscen|\bnus?\b(?= (?:artistiq|integr))|\bcaractere sexuel|\breserve(?:e|es|s)? aux adultes|\blubriq|\bprostitu/iu,
    },
    violence: {
      violence: /\bviolen(?:ce|ces|t|ts|te|tes|tement)\b/iu,
      threats: /\bmenac/iu,
      cruelty:
        /\bcruaut|\bmaltrait|\bsanglant|\btortur|\bmeurtr|\bassassin|\btuer\b|\bsang\b|\bexplosif|\bmutil|\bcrimes? (?:de guerre|contre l)|\bintegrit\w+ physique/iu,
    },
    'illegal-content': {
      illegal:
        /\bill?egal|\bill?egaux|\billicit|\bcriminel|\bdelit|\bdelictue|\binfractions? (?:a la|penal)|\bcrimes?\b/iu,
      law: /\b(?:la|les|aux?|des|par la|une|de|droit|en) lois?\b|\blegislation|\blegale(?:ment)?\b|\blegaux\b|\blegalite|\bjuridiction|\bdroit (?:francais|belge|suisse|europe|international)|\bloi (?:francais|belge|suisse)|\breglementation|\btrafic de/iu,
    },
    minors: {
      children:
        /\bmineur(?:e|es|s)?\b|\benfant|\badolescen|\bpedo-?(?:porn|crim|phil)|\bmajeur(?:e|es|s)?\b(?= ?(?:e|\.|,|pour|$|et|ou))/iu,
      age: /\b(?:1[2-9]|21|seize|dix-huit|treize|quinze) ans\b|\bage (?:minimum|minimal|legal|requis)|\bmajorite (?:legale|civile|numeriq)/iu,
    },
    spam: {
      advertising:
        /\bpublicit|\bpubs\b|\bcommercia|\bpromotionnel|\bpromotions? (?:com|excess|de (?:prod|serv|marq|vos|votre|ses|son|site|biens))|\bautopromo|\ba but lucratif|\bdemarchag|\bsollicitations? comm/iu,
      flooding:
        /\bpourriel|\bflood|\binond(?:er|ation)|\bliens? affili|\bvente (?:de|en)|\bpyramidal|\barnaqu/iu,
    },
    misinformation: {
      false:
        /\bfauss?e?s? (?:\w+ )?(?:inform|nouvel|rumeur|affirm)|\binformations? (?:\w+ ){0,2}?(?:fauss|trompeu|mensong|erron)|\btrompeu|\bmensong|\bcontre-verit|\binfox\b|\brumeurs?\b/iu,
      conspiracy:
        /\bcomplotis|\btheories? du complot|\bcomplot\b|\bnegation(?:nis)?\w* (?:ou|de|du|des|d'un|d'une|climat)|\bdeni (?:de|du)|\bantiscience|\banti-?science|\bclimatoscept/iu,
    },
    'generative-ai': {
      ai: /\bintelligence artificielle|\bi\.a\.|\bia generat|\bgener\w+ par (?:une |l'|des )?(?:ia\b|intell)|\bpar (?:une|des|l')? ?ia\b|\bapprentissage (?:automat|machine)/iu,
    },
    bots: {
      automated:
        /\bautomatise|\bcomptes? automat|\bpost(?:s|ages?)? automat|\brepost automat|\bpublications? automat|\bcompte miroir|\baspir(?:er|ation) (?:de|des|les)? ?(?:donn|conten)/iu,
    },
    'content-warnings': {
      warning:
        /\bavertissements? (?:de|sur|relatif au|du) conten|\bavertissements? (?:de sensib|oblig|approp)|\bavertissement\b(?! (?:pour|de l|prealable))/iu,
      sensitive:
        /\b(?:contenus?|medias?|images?|sujets?|themes?|posts?|photos?|videos?|materiels?|comme|marquee?s?|drapeau|tag|publications?|mention|messages?|etre|case)\b.{0,25}?\bsensibles?\b|\bmasqu\w+ (?:\w+ ){0,4}?(?:image|media|conten|derriere)|\bbalis\w+ (?:\w+ ){0,3}?(?:nsfw|sensib)|\bdivulgach/iu,
      description:
        /\bdescri(?:ption|ptions|re|vez|ptif|ptive)\b.{0,40}?\b(?:images?|medias?|photos?|videos?|illustr)|\bimages?\b.{0,30}?\bdecri|\btextes? (?:alternat|de remplac)|\bmalvoyant|\bmal-voyant|\baccessib|\bcontenus? (?:\w+ )?choquant/iu,
    },
    copyright: {
      rights:
        /\bdroits? d'auteu|\bpropriete intellect|\bdroits? de licence|\bcontrefac|\bayants? droit|\bpirat(?:e|es|er|ees?)\b|\bcrediter|\bcitez|\bciter (?:\w+ )?(?:source|auteur)|\b(?:les|vos|la|sa) sources?\b|\bdroits? a l'image|\bvol(?:er)? (?:de )?contenu|\boeuvres?\b.{0,30}?\bautr/iu,
    },
    politics: {
      politics:
        /\bpolitiq(?!ues? (?:de |d'|des |du |relative|en matiere|sur la|interne)(?:\w+ )?(?:confid|moder|util|donn|prot|cookie|conf|serv|vie|gest))|\bpolitis|\belection|\belectora|\bmilitantis|\bsyndical|\bcapitalis|\bcommunis|\banarch/iu,
      religion:
        /\breligieu(?!\w* ?(?:,|ou) (?:sex|ethn|orig))(?=.{0,30}(?:propag|conten|messag|prosel|debat|discuss))|\bprosely|\bpolitique(?:s)?,? (?:et|ou|ni) (?:la )?relig|\bdebats? relig/iu,
    },
    language: {
      language:
        /\ben (?:langue )?(?:francais|anglais|breton|occitan|allemand|neerlandais|espagnol)\b|\blangues?\b(?! de (?:bois|vip))|\bfrancophon|\bbretonnant|\btradui|\btraduct/iu,
    },
    'off-topic': {
      topic:
        /\bhors[- ]sujet|\bthematiq|\ben rapport avec|\b(?:cette instance|ce serveur|notre instance|l'instance|le serveur|cette communaute|ce service|mastodon\.\w+)(?: [\w'-]+){0,4}? (?:destine|dedie|reserve|ouvert|pour (?:les|des)|s'adresse|vise|a pour|concerne|generalist|est une? (?:instance|espace|serveur|commun))/iu,
      members:
        /\b(?:reserve|reserve)(?:e|es|s)? (?:aux?|a la|a l)|\bsur invitation|\blien d'invitation|\bsocietaire|\badherent|\binscriptions? (?:\w+ )?(?:ferm|reserv|limit|ouvert)|\bcomptes institutionnel|\bpersonnes morales|\bcomptes? d'entreprise|\bobjectif (?:de|du) (?:cette|ce|l')|\bdestine(?:e|es|s)? (?:aux?|a la|a l)/iu,
    },
    impersonation: {
      identity:
        /\busurp|\bse faire passer|\bfauss?e?s? (?:\w+ )?(?:compte|ident|profil)|\bcomptes? (?:multiples|doubl)|\bmulticompte|\bvrais? noms?\b|\bimpost|\bpersonnifi/iu,
    },
    'self-harm': {
      selfHarm:
        /\bauto-?mutil|\btroubles? (?:du comportement )?alimentaire|\btroubles? des conduites|\bscarific|\bautodestr/iu,
    },
    moderation: {
      sanctions:
        /\bsanction|\bbann?(?:i|ie|is|ies|ir|issement|issements|issons)\b|\bbans?\b|\bexclu(?:s|sion|re|e|es)?\b(?! (?:social|lgb))|\bsuspen(?:du|due|dus|dues|sion|dre)|\bsupprim(?:e|es|ee|ees|er|ons)\b|\bsuppression (?:de|du|des|d')|\bsuppressions\b|\bbloqu(?:e|es|ee|ees|er|ons)\b|\bresili|\bcloture (?:du|de)/iu,
      reports:
        /\bsignal(?:er|ez|e|es|ement|ements|ees?)\b(?! comme)|\bavertis?(?:sement)? (?:prealable|avant)|\bsans (?:preavis|avertissement(?! de))|\bse reserve|\bdiscretion|\bequipe (?:de|d')|\bmodos\b|\badministrat(?:eur|rice)|\bregles? (?:\w+ )?(?:peu|pourr|sont suscep)|\bmodifi\w+ (?:\w+ ){0,3}?(?:regles|conditions|charte)|\bnon[- ]respect (?:de|des|du)/iu,
    },
  },
  falseFriends: {
    spam: { pub: /\bpub\b/iu },
    'generative-ai': { ia: /\bia\b/iu },
  },
};
