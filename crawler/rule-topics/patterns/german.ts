import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in German (written without umlauts, see `pattern-language.ts`); compounds need the stem within a word. */
export const german: PatternLanguage = {
  prefix: 'de',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bhass(?!l|an|o)|(?:rassen|menschen|frauen|juden|fremden)hass|hasserfull|verhetz|\bhetz(?:e|t|en|er|erisch\w*)\b|aufhetz|(?:volks|auf)hetz|\bhassen|gehassig/iu,
      hostility:
        /feindlich|feindselig|(?:menschen|frauen|queer|trans|behinderten|fremden|juden|homo|islam|inter|ausl?ander|muslim|lgbt\w*)-?feind|menschenveracht|ausgrenz|(?:antizigan|antisemit|ableis|klassis|bodyis)/iu,
      farRight:
        /rechtsextrem|rechtsradikal|rechtspopul|volkisch|volksverhetz|nationalsozial|nazi(?:s|sm|symbol|ideol|stisch|vergleich|zeit|devot)|\bns-|hakenkreuz|\bafd\b|verfassungsfeind|reichsburger|rassenlehre|identitare/iu,
      minorities:
        /minderheit|(?:aufgrund|wegen|unabhangig von|ungeachtet|egal welche\w) (?:\w+,? ){0,6}?(?:herkunft|hautfarbe|religion|geschlecht|ethn|sexuell|behinder)|vorurteil|abwertung|konversionsther|herabwurdig/iu,
    },
    harassment: {
      harassment: /belastig|\bnachstell|verfolg(?:ung|en) von (?:pers|nutz)/iu,
      insults:
        /beleidig|beschimpf|verunglimpf|verleumd|diffamier|demutig|uble nachrede|\bkranken(?:d|de|den|der)\b|herabsetz|herablass|\blustig\b.{0,10}\buber|beschamen|\bherabwurd|schmah/iu,
      attack:
        /personliche(?:n|r)? (?:angriff|attack)|\bangriff(?:e|en)? (?:gegen|auf) (?:\w+ ){0,3}?(?:person|nutz|mensch|mitgl|user|ander)|\banfeind|\bgreif\w* (?:\w+ ){0,3}?(?:person|mensch|niemand|jemand|ander)\w* .{0,20}?\ban\b|\bangegriffen|\bbedrang|einschuchter|\bpobel|\bprovo(?:zier|kation)|drangsal|verbale gewalt|\bangreif/iu,
      stop: /unerwunschte(?:n|r|s)? (?:\w+ )?(?:kontakt|nachricht|annaher|aufmerk)|keinen kontakt|nicht kontaktiert|in ruhe gelassen|(?:kontakt|interaktion) .{0,30}?(?:nicht|un)\s?(?:gewunsch|erwunsch)/iu,
    },
    privacy: {
      data: /person(?:lich|en)[- ]?(?:e|en|er)?(?:bezogen|identifiz|bezug)|privat(?:e|en|er|es)? (?:\w+ )?(?:daten|informat|nachricht|angelegen|korrespond|adress|kommunik|konversat)|personliche(?:n|r|s)? (?:\w+ )?(?:daten|informat|angaben)|datenschutz|privatsphare|persdat|privatdaten|nutzungsdaten|bestandsdaten|\bdaten (?:von |anderer|dritter)|datenverarbeit|betroffenenrecht|aufsichtsbehorde/iu,
      consent:
        /(?:ohne|mit) (?:\w+ ){0,4}?(?:einwillig|zustimm|einverstand)|einwilligung|personlichkeitsrecht|recht am eigenen bild|bildschirmfoto|adressen? oder telefon|telefonnummer|\bip-adress|\bart\. \d+ dsgvo/iu,
    },
    'sexual-content': {
      sexual:
        /\bsexuell(?:e|en|er|es|em)?\b(?! ?(?:orient|identit|minderh|vielf|belast|ausricht|gewalt|ubergr|prafer|missbr|vorlieb|neig))|sexualis|sexualit(?=.{0,15}darst)|\bsex(?:bot|inhalt|arbeit)|sexualdarst|\bsexting|\bsexuell\w* (?:explizit|inhalt|darst|akt)/iu,
      nudity:
        /\bnackt|nacktheit|freizugig|obszon|intimbild|jugendgefahrd|ab 18 (?:jahren )?(?:inhalt|geeignet)|nicht jugendfrei|\bfsk ?1[68]|arbeitsplatz|\banstossig|fur erwachsene|erwachseneninhalt|erwachsenenunterh|schlupfrig|prostitut/iu,
    },
    violence: {
      violence: /gewalt(?!ig(?:e|er|es|en)?\b|entei|frei(?:e|en) (?:komm|sprach))/iu,
      threats: /\bdrohung|androh|\bbedroh|morddroh|\bdrohen/iu,
      cruelty:
        /\bterror|\bmord\b|\bmorde?n?\b|\btoten\b(?! hosen)|totung|\bblut|grausam|tierqual|folter|volkermord|kriegsverbrech|verstummel|\bwaffe|sprengstoff|hinricht|\bleichen|verletz\w* (?:von )?(?:mensch|korper)|korperverletz|amok/iu,
    },
    'illegal-content': {
      illegal:
        /illegal|rechtswidrig|gesetzeswidrig|gesetzwidrig|ungesetzlich|strafbar|straftat|strafrecht|widerrechtlich|\bkriminell|\bverbrech|rechtsfreier? raum|unrechtmass|verfassungswidr/iu,
      law: /\bgesetz(?!lichen? vertret|liche aufbew)|\brecht(?:e)? (?:und gesetz|der bundes|in deutsch|verstoss|verletz)|(?:deutsch|geltend|schweizer|osterreich|europaisch|national|international|eu)\w*[ -]recht\b|rechtslage|rechtskonform|\blegale[nr]?\b|gesetzeskonform|bundesrepublik deutschland|grundgesetz|strafgesetz|\bstgb|rechtsordnung|drogenhandel|betaubungsmittel/iu,
    },
    minors: {
      children:
        /(?<!be |a |little )\bkinder(?!garten)|\bkinds?(?:sm|sb|sw|esm|esw|lich)|jugendlich|minderjahrig|jugendschutz|jugendgefahrd|padophil|volljahrig|padokrim/iu,
      age: /\b(?:1[2-9]|21) jahre|mindestalter|\bab (?:1[2-9]|21)\b|\balter von|\bunter (?:1[2-8]|21)\b|\buber (?:1[2-8]|21)\b|erziehungsber/iu,
    },
    spam: {
      advertising:
        /\bwerbung|werbe|werblich|\bkommerz|\bbewerb(?:en|ung) (?:von )?(?:prod|dienst|eigen|kommer)|reklame|anpreis|gewerblich|(?:verkauf|vertrieb)s?(?:anz|ang|von|\b)|geschaftlich|eigenwerbung|schneeball|gewinnorient|gewinnerziel|\bbewerbung (?:von|der) (?!mensch|ideol)/iu,
      flooding:
        /\bflut(?:en|et|ung)|uberschwemm|uberflut|zumull|vollmull|massenhaft|kettenbrief|\babzock|\bscam\b|ubermassig\w* (?:post|boost|viel)/iu,
    },
    misinformation: {
      false:
        /falsch(?:e|en|er)? (?:\w+ ){0,3}?(?:informat|nachricht|behaupt|meldung|tatsach|aussag)|falsch(?:informat|meldung|nachricht|behaupt|aussag|darstell)|irrefuhr|fehlinform|unwahr|\bluge|\blugen|fake-?news|tauschend|getauscht|geruchte/iu,
      conspiracy:
        /verschwor|(?:holocaust|klima|corona|covid|wissenschafts|impf)-?(?:wandel-?)?(?:leugn|gegn|skep|leugnung)|\bleugn|querdenk|wissenschaftsfeind|schwurb|verharmlos|aluhut|esoteri/iu,
    },
    'generative-ai': {
      ai: /(?<![\w])KI(?:s|-\w+)?(?!\w)/u,
      generated:
        /kunstliche(?:r|n)? intelligenz|\bki-(?:gen|bild|inh|mod|erst|train|text|tool)|ki-generiert|\bki generiert|maschinelle(?:s|m|n)? lernen|sprachmodell|trainingsdaten|\btraining von/iu,
    },
    bots: {
      bots: /\bbots?(?:-?(?:konto|konten|account|accounts|betrieb\w*|profil\w*|s))?\b|automatisier|\bboting\b|automatisch(?:e|en|er|es)? (?:post|beitr|veroff|crossp|folg|erst|weiterl|gener|toot|troet|trot)|crosspost|\bspiegel(?:n|ung|accounts?)\b|robotern?|twitter-relay|feed-?post|\bauslesen\b|abgreifen|datensamm/iu,
    },
    'content-warnings': {
      warning:
        /inhaltswarn|inhalts-warn|inhaltshinweis|triggerwarn|warnhinweis|\bcw-|\bcws?\b|warnung (?:vor|fur|vers)|mit (?:einer |entsprechender |passender )?warnung/iu,
      sensitive:
        /\bsensi(?:bel|blen|bler|bles|tiven|tiver|tives)\b(?! (?:daten|person|inform|umg|mit))|\bsensi(?:ble|tive) (?:inh|med|them|bild|beitr|post|mat)|heikle|(?:kennzeichn|markier|gekennzeichnet|kennzeichen)\w*.{0,50}?(?:nsfw|sensib|sensit|heikel|anstoss|solche|cw|inhalt)|(?:nsfw|sensib|nackt|sexuell|gewalt|erotik|porno)\w*.{0,70}?(?:kennzeichn|markier|gekennzeichnet|kenntlich|verbergen|verberg|verdeck|ausgeblend|versteck|versehen)|nicht (?:markiert|gekennzeichnet)e[nrs]? (?:sex|inh|nsfw|nackt)/iu,
      description:
        /bildbeschreib|(?:bilder|medien|foto|video)\w*.{0,40}?\bbeschreib|beschreib\w*.{0,40}?(?:bild|medien|foto|video|grafik)|alternativtext|\balt-text|barrierefrei|barrierearm|screenreader|sehbehindert|bildunterschrift|\bblinde/iu,
    },
    copyright: {
      rights:
        /urheberrecht|urheber|copyright|geistige(?:s|n|m)? eigentum|\blizenz|lizenzier|raubkop|markenrecht|quellenangabe|quelle(?:n)? (?:an|nenn|anzug|zu )|rechten dritter|nutzungsrecht|leistungsschutz|rechte dritter|rechte(?:n)? anderer|\bzitier/iu,
    },
    politics: {
      politics:
        /\bpolitik|politisch|\bwahlen\b|wahlkampf|wahlwerb|parteipolit|\bpartei(?:en|werb|prop)?\b|kapitalis|kommunis|\banarch|\bstaatsfeind|sozialis(?!ierung)(?<!nationalsozialis)|demokrat|demokratie/iu,
      religion:
        /religios(?:e|en|er|es)? (?:\w+ )?(?:inhalt|them|prop|diskuss|bekehr|miss|extr|fana)|missionier|\bpolitik,? (?:und|oder) relig|bekehr|\breligion und politik/iu,
    },
    language: {
      language:
        /\bauf (?:deutsch|englisch|franzosisch)|\b(?:deutsch|englisch|plattdeutsch|niederdeutsch|schweizerdeutsch)(?:sprach|e sprache|en sprache|er sprache)|\bdeutsch (?:oder|und|ist|bitte|\/|geschrieben|sprech)|\bsprache(?:n)?\b(?=.{0,40}?(?:deutsch|englisch|einstell|beitr|toot|post|instanz|server|angeb))|serversprach|fremdsprach|instanzsprach|\b(?:deutsch|englisch)\b.{0,15}?(?:sprach|verfass|schreib|post)|sprachen sind|lateinischen buchst|ubersetz|deutschsprach|mehrsprach|schriftsprache deutsch/iu,
    },
    'off-topic': {
      topic:
        /off-?topic|themenfremd|sachfremd|thematisch|\bthemen(?:bezug|bezogen|schwerpunkt|feld)?\b(?=.{0,40}(?:instanz|server|rund um|dieser))|schwerpunkt|rund um\b|\bbezug (?:zu|zum|zur|auf)\b|themeninstanz|themengebiet|am thema/iu,
      server:
        /\b(?:dies(?:er?|em?|en)?|unser(?:e|er|en)?|der|die|das)(?: [\w.'-]+){0,2}? (?:server|instanz|plattform|netzwerk|community|dienst|node|knoten|gemeinschaft|mastodon)(?: [\w.'-]+){0,5}? (?:richtet|gedacht|fur (?:alle|mensch|mitgl|die|den|das|leute|nutz|fans|studier|angeh)|vorbehalten|dient|beschrankt|zweck|offen fur|wendet|ziel|nur fur|ausschliesslich|versteht)/iu,
      members:
        /\bnur (?:fur|von|an) (?:\w+ ){0,3}?(?:mitglied|angehor|freund|einwohn|mensch|person|studier|mitarb|beschaft|privat)|mitgliedschaft|\bmitglied(?:er|ern)? (?:der|des|von|im|in der) |\bvorbehalten|\bangehorige\b|registrier\w+ (?:ist |sind )?(?:\w+ )?(?:nur|geschl|besch)|\beinladung|zielgruppe|\bprivatserver|\bprivate(?:r|n)? (?:server|instanz)|\bprivatiniti|\bwohnhaft|\bfirmenaccount|\bunternehmen(?:sac|sko|spr)|\bzweck (?:dieser|dieses|der inst|des serv)/iu,
    },
    impersonation: {
      identity:
        /identitatsdieb|\bauszugeben|\bausgeben\b(?= ?(?:[.,)]|$|und|oder))|als (?:\w+ ){0,4}?(?:person|jemand|andere)\w* (?:auszu|ausg)|falsche(?:n|r)? (?:identit|name|account|profil)|fake-?(?:account|profil|ident)|mehrfach(?:account|konto|konten|reg)|zweit-?(?:account|konto)|doppelaccount|klarname|\bvortausch|identitatsmiss|gefalschte|\bvorgeb(?:en|t)\b.{0,20}?zu sein|namensmissbr|echte(?:n|r)? namen|parodie/iu,
    },
    'self-harm': {
      selfHarm: /selbstverletz|selbstmord|selbstschad|selbsttot|essstor|\bsuizid|magersucht|selbstgefahrd/iu,
    },
    moderation: {
      sanctions:
        /\bsperr(?:ung|en|t|ungen)?\b|gesperrt|accountsperr|instanzsperr|\bbann(?:s|en|t|ung)?\b|gebannt|geblockt|\bblock(?:en|ieren|iert|ierung)\b|ausschluss|\b(?:werden|wird|nutz\w+|accounts?|server|gruppe) (?:\w+ ){0,3}?ausgeschloss|\bsanktion|stummschalt|stummgeschalt|suspendier|\bgeloscht|\bloschen\b|loschung|\bentfernt|entfernen wir|deaktiviert|gekick|rausw[ue]rf|rausschm|rausgew|verwarn|ermahn|\babgemahn|\babmahnung/iu,
      reports:
        /\bmeld(?:e|et|en|ung|ungen)\b(?! (?:sich|dich) an)|gemeldet|\bmeldefunktion|zur anzeige|ohne (?:vor)?(?:warnung|ankundig)|behalten (?:wir )?uns|behalten wir|behalte mir|behalt sich|hausrecht|nach (?:eigenem )?ermessen|letzte(?:s)? wort|einspruch|\bmods?\b|\bbetreib(?:er|ende|erin|erteam|enden)\b|\bkonsequenz|\bahnd(?:en|ung)|geahndet|verstoss(?:e|en)? (?:gegen )?(?:\w+ ){0,3}?(?:regel|nutzungs|richtlin|bestimm|kodex)|regelverst|regeln (?:\w+ )?(?:konnen|sind nicht|werden)|anderung(?:en)? (?:der|dieser) (?:\w+ )?(?:regel|nutz)|nicht abschliessend|inaktiv|rauswurf/iu,
    },
  },
  falseFriends: {
    'sexual-content': { sex: /\bsex\b/iu },
    minors: { child: /\bkind\b/iu },
    spam: { promotion: /\bpromotion\b/iu },
  },
};
