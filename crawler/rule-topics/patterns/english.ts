import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in English, on top of the international ones. */
export const english: PatternLanguage = {
  prefix: 'en',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bhat(?:e|es|eful|efully|efulness|red|ing|ers?|emonger\w*)\b|\bhate-/iu,
      race: /\bracial|\bethnic (?:cleansing|hat)|\bcolou?r-?blind/iu,
      bigotry:
        /\*phob|\bphobic\b|\bdog-? ?whistle|\bbigot|\bprejudic|\bintoleran|\bdehumani[sz]|\boppressi|\banti-? ?(?:lgbt|trans\b|gay|queer|black|immigra|muslim|jew|native|indigen)/iu,
      slurs: /\bslurs?\b|\bn-word\b|\bepithets?\b/iu,
      farRight:
        /\b(?:far|alt|extreme|ultra)[- ]?right\b|\bwhite (?:power|pride|nation)|\bnational socialis|\bright[- ]wing extrem/iu,
      conversion:
        /\bconversion therap|\bgender[- ]critical|\bpronouns?\b|\bincels?\b|\bfat-? ?(?:sham|misi|phob)|\bmale chauvin|\bchauvinis|\bpatriarch|\bmisandr/iu,
      symbols: /\bswastika|\bhitler|\bthird reich|\bholocaust|\beugenic|\bapartheid|\bcolonialis/iu,
      minorities:
        /\b(?:regardless of|based on|basis of|on account of|because of|matter (?:their|your|what)|irrespective of)\b.{0,90}?\b(?:race|ethnicit|gender|religio|sexual orient|sexualit|nationality|disabilit|skin)/iu,
      exclusion:
        /\b(?:marginali[sz]ed|protected|vulnerable|minority|oppressed) (?:groups?|people|classes|communit|person)|\bhomo-? ?(?:and|or|&|\/) ?trans/iu,
    },
    harassment: {
      harassment: /\bharr?ass?/iu,
      bullying: /\bbull(?:y|ies|ied|ying)\b/iu,
      insults:
        /\binsult|\bname-? ?call|\bridicul|\bdemean|\bbelittl|\bderogat|\bdenigrat|\bdisparag|\bmock(?:ing|ery)\b|\bhumiliat/iu,
      defamation: /\bdefam|\blibel|\bslander/iu,
      attack:
        /\bpersonal(?:ly)? attack|\battack(?:s|ing|ed)?,? (?:(?:on|against|other|another|any|each|fellow|individual|the) ){0,4}(?:people|person|others?|users?|members?|individuals?|someone|somebody|anyone|each other|one another|poster|participants?)\b|\battack (?:the )?(?:ideas?|argument|post|issue|problem)/iu,
      abuse:
        /(?<!child |children |sexual |animal |substance |drug |alcohol |system |network |service )\babus(?:e|es|ed|ive|ing|ers?)\b(?!@| (?:of )?(?:the |this |our |any |its )?(?:service|server|system|resources?|network|report|features?|platform|site|instance|infrastructure|api|bandwidth|animals?|child|material|minors|power))/iu,
      intimidation: /\bintimidat|\bcoerc|\bextort|\bblackmail/iu,
      piling:
        /\bpile-? ?ons?\b|\bpiling on\b|\bwitch-? ?hunt|\bcall-? ?outs?\b|\bmob (?:justice|mentality)|\bgang(?:ing)? up\b|\bvictim-? ?blam/iu,
      unwanted:
        /\b(?:unwanted|unwelcome|unsolicited|unconsented)\b.{0,40}?\b(?:contact|attention|attempts?|messages?|interactions?|advances?|dms?|direct|comments?|flirt|advice|replies)|\bcreep(?:s|y|ing)?\b/iu,
      blocks:
        /\bblock(?:ing)?[- ]evasion|\b(?:evad|circumvent|bypass)\w* (?:\w+ ){0,4}?block|\b(?:has|have|having|been|who|that) block(?:ed)? you\b|\bask(?:s|ed)? (?:you |them )?to (?:stop|be left|leave)|\bcease (?:an? |the |any )?(?:interact|contact)|\basked to (?:disengage|stop|cease)|\bleave (?:them|him|her|me|people|others) alone|\bnot wish(?:ing)? to (?:be contacted|interact)/iu,
      shaming: /\bsham(?:e|ing) (?:others?|people|someone|members|users|each)|\b(?:body|kink|slut)-? ?sham/iu,
      provocation:
        /\bprovo(?:ke|king|cat)|\b(?:rage|flame)-? ?bait|\bantagoni[sz]|\bgrief(?:ing|ers?)\b|\btrash-? ?talk/iu,
      deliberate:
        /\boffend(?:s|ing)? (?:other|any|people|some|each)|\bverbal(?:ly)? (?:attack|abus|violen)/iu,
    },
    privacy: {
      personalData:
        /\b(?:personal(?:ly)?|private|confidential|identifying|identifiable|sensitive personal)(?:[ -](?:or|and|identif\w+|private|personal|contact|sensitive|confidential)){0,4},? (?:info\w*|data|details?|documents?|content|photos?|images?|pictures?|address\w*|life|lives)\b/iu,
      privateTalk:
        /\bprivate(?:ly)? (?:\w+ )?(?:messages?|conversations?|correspond\w*|communicat\w*|posts?|chats?|dms)\b|\bfollowers?-only (?:posts?|content)|\bcontents? of (?:private|direct|dm)/iu,
      contactData:
        /\b(?:phone|telephone|home|street|physical) (?:numbers?|address\w*)|\bip address|\breal names? of\b|\bpii\b/iu,
      consent:
        /\b(?:without|with|given?|obtain\w*|ask\w* for|explicit|prior|express|get|have) (?:\w+ ){0,4}?consent\b|\bconsent (?:of|from)\b|\bnon-? ?consensual(?:ly)? (?!sex\b|\/|rape|violen)|\bwithout (?:\w+ ){0,2}?permission (?:of|from) (?:the )?(?:person|people|user|member|subject)/iu,
      dataProtection:
        /\b(?:user|your|their|personal) (?:data|information)\b|\bdata (?:protection|privacy|collect\w+|process\w+|retention|controller|subject)|\bencrypt|\b(?:we|do not|not) (?:collect|sell|track)\b/iu,
      outing:
        /\bouting\b|\bsurveil|\bspy(?:ing)? on|\bsnoop|\btracking\b|\bnot (?:be )?(?:private|confidential)\b|\bpublicly visible\b/iu,
    },
    'sexual-content': {
      sexual:
        /\b(?<!(?:orientacion|orientacao|orientacio|identidade?|identitat|minorias?|diversidade?|acoso|assedio|preferencia|opcion|opcao|condicion) (?:\w+ [eyoi] )?)sex(?:ual|ually|uali[sz]\w*|ting|y)\b(?! (?:orient|identit|preferenc|minorit|harass|characterist|predator|divers|health|assault|violen|and gender minorit|or gender minorit|abuse))/iu,
      sexActs:
        /\bsex(?:ual)? (?:acts?|work\w*|toys?|scenes?|content|traffick|advances?|chats?|services?)\b|\b(?:having|real|consensual|depict\w*|no|about|like|involving) sex\b|\bcybersex|\bprostitut|\bescorts?\b/iu,
      explicit:
        /\b(?<!be |being )explicit(?:(?:,| or| and|\/) ?(?:\w+,? ){1,3}?(?:content|materials?|media|images?|imagery|posts?)|,? (?:\w+,? (?:or|and) )?(?:\w+ )?(?:content|materials?|media|images?|imagery|posts?|photos?|pictures?|videos?|stuff|artwork|art|nudity|conversation|language|works?))\b/iu,
      adult:
        /\badult(?:s|-only|-oriented|-themed)?[ /-](?:\w+[ /]){0,3}?(?:content|materials?|media|themes?|images?|imagery|sites?|nature|entertainment|topics?|work|works|posts?|videos?|stuff|art|server|instance|services?|pictures?|subjects?)\b|\bmature (?:\w+ )?(?:content|material|themes?|media|audiences?|rating)|\b(?:18|21) ?\+ (?:content|material|media|posts?|images?|nsfw|art|rated)|\bx-?rated/iu,
      lewd: /\blewd|\bdick-? ?pics?\b|\bsmut|\bobscen|\bvulgar imag|\bgenital|\bpenis|\bnaked|\bnudis|\bhorny|\bthirst (?:trap|post)|\bsuggestive\b|\bintimate (?:\w+ )?(?:photo|imag|media|video|picture|parts)|\bstrip(?:tease|per)|\bmasturbat|\bgratuitous (?:nud|sex)/iu,
      workSafe: /\b(?:not )?safe[- ]for[- ](?:work|life)\b|\bwork-? ?safe\b/iu,
      rape: /\brap(?:e|es|ing|ists?)\b|\bnecrophil|\bage-?play/iu,
    },
    violence: {
      violence: /\bviolen(?:t|ce|tly)\b/iu,
      threats: /\bthreat(?:s|en|ens|ened|ening)?\b(?! (?:intel|actor|model|hunt|research))/iu,
      gore: /\bgraphic(?:ally)? (?:\w+ )?(?:content|imag\w*|media|material|depiction|photo\w*|violen\w*|video|description)|\bbloody?\b|\bdismember|\bmutilat|\bdecapitat|\bcorpses?\b|\bdead (?:bod|animal)|\bbrutal|\bgruesome|\bgrisly/iu,
      killing:
        /\b(?:kill|kills|killed|killing|killings|murder\w*|assassinat\w*|massacre\w*|tortur\w*|lynch\w*|execut(?:ion|ions)|war crimes?)\b|\bdeath (?:wish|threat)|\bwish\w* (?:death|harm)/iu,
      harm: /\bphysical(?:ly)? (?:harm|attack|injur|assault|violen|hurt)|\bbodily (?:harm|injur)|\bassault|\b(?:cause|causing|inflict\w*|incit\w*|encourag\w*|advocat\w*|promot\w*|call\w* for) (?:\w+ ){0,3}?harm\b|\bharm (?:to|towards|against) (?:others|people|individual|any|other)/iu,
      extremism:
        /\bterror(?:ism|ist)?\b|\bmilitant|\baccelerationis|\binsurrection|\bcriminal organi[sz]ation/iu,
      cruelty: /\bcruel|\banimal (?:abuse|tortur|fight)|\babus\w* (?:of )?(?:\w+ )?animals?\b/iu,
      weapons: /\bweapon|\bfirearm|\bguns?\b|\bexplosives?\b|\bbombs?\b|\bammunition/iu,
    },
    'illegal-content': {
      illegal:
        /\bill?egal|\bunlawful|\billicit|\boutlaw(?:ed|s)?\b|\bcriminal|\bfelon|\bcrimes?\b(?! against humanity)/iu,
      law: /(?<!required by |martial |permitted by |sharia |by |house )\b(?:laws?|lawful|lawfully|legislation|jurisdictions?|statutes?|regulations)\b(?! enforcement|yer| firm| student| school|s of (?:physics|nature))/iu,
      legal:
        /(?<!non-|your |my |any |take |given )\blegal\b(?! (?:adult|age|names?|fees|department|guardian|basis|entit|notice|person|accounting|advice|documents?|drinking|requirement|right|obligation|interest|process|action|team|repres|counsel|responsib|liabil|disclaimer|claim|and accounting))|\blegally (?!an? adult|of age|old|adult|bind|requir|oblig)|\blegality/iu,
      trade:
        /\b(?:human|drug|sex|arms|organ) traffick|\bmoney launder|\bdrug (?:deal|sale|trade)|\bnarcotic|\bregulated goods|\bcontrolled substance/iu,
      trouble:
        /\btrouble with the (?:law|police|authorit)|\bget (?:me|us|you) (?:arrested|sued|jailed)|\bgo(?:ing)? to (?:jail|prison)/iu,
    },
    minors: {
      children:
        /\bchild(?!free|ish)|\bkids?\b|\bminors\b|\ba minor\b|\bminor (?:child|characters?|users?|account)|\bunder-? ?age|\bteen(?:s|age\w*)?\b|\badolescen|\bjuvenile|\byoung people\b|\btoddler|\bjail-?bait/iu,
      abuse:
        /\bgrooming\b|\bpaedo|\bpedo\b|\bage[- ]of[- ]consent|\bminor[- ]attract|\bunder (?:1[2-8]|21)'?s\b|\bno-?maps?\b|\b(?:no|or|like) cp\b/iu,
      years:
        /\b(?:1[2-9]|20|21|eighteen|thirteen|sixteen|twenty[- ]one)[- ](?:years?|yrs?|y\/?o)(?:[- ](?:old|of age|or older|and older|and over))|\byears? of age|\b(?:over|under|above|below|older than|younger than|at least|minimum(?: of)?|aged?|must be|is) (?:the age (?:of )?)?(?:1[2-8]|21|eighteen|thirteen|sixteen)\b(?! ?(?:char|words?|hours?|minutes?|days?|months?|posts?|%|mb|gb|sentences?|people|weeks?))|\b(?:1[2-8]|21) (?:or|and) (?:older|over|above|up)\b|\b(?:1[68]|21)-plus/iu,
      adults:
        /\badults? only|\bonly adults?\b|\blegal(?:ly)?(?: an)? adults?\b|\blegal age|\bminimum age|\bage (?:limit|requirement|restriction|verif|minimum)|\b(?:be|are|is|you're|not) of (?:legal )?age\b|\bare (?:an )?adults?\b(?! con)|\bparental\b|\bmajority age|\bage of majority/iu,
    },
    spam: {
      advertising:
        /\badverti[sz]|\bads\b|\b(?:no|an|any|paid|banner|of|or|display) ad\b(?![- ](?:hom|hoc|nau|inf))|\badds\b(?=[.,]|$| or)|\bsponsored|\bbillboard/iu,
      promotion:
        /\bpromotional\b|\b(?:excessive|commercial|overt|blatant|unsolicited|paid|shameless|business|product|aggressive|sales|heavy|mass|brand) (?:\w+ )?promotions?\b|\bpromotions?\b(?=[.,;:!)]|$| (?:is|are|and|without|accounts?|posts?|allowed|only|outside)\b)|\bpromotions? of (?:\w+ ){0,3}?(?:products?|services?|goods|business\w*|compan\w*|brands?|commercial|your|their|websites?|own|events?|sites?)\b|\bpromot(?:e|ing) (?:\w+ ){0,3}?(?:products?|services?|business\w*|brands?|compan\w*|websites?|own|events?|commercial|sales|your(?:self|selves| work| stuff| content| channel| business)|channels?|links?)\b|\bover-?promot/iu,
      commercial:
        /\bcommercial(?:ly|s|i[sz]\w*)?\b|\bsolicit(?:s|ing|ations?|ors?)?\b(?! of (?:nud|sex))|\bsell(?:s|ing|ers?)? (?!your data|our|personal|or (?:trade|share|rent)|data|their|trade|user)|\bfor sale\b|\bsales?\b(?= (?:pitch|post|of|are))|\bpyramid|\bponzi|\baffiliate (?:link|market|program|code)|\breferral|\bmerch\b|\bgive-?aways?\b|\bmonetiz|\bmonetis|\bpaid (?:posts?|promot|partner)|\bcrowd-? ?fund|(?<!not[- ]|non[- ])\bfor[- ]profit|\bmake money|\bquick money|\bpay-?walled/iu,
      flooding:
        /\bflood(?!s? of)|\b(?:mass|bulk|repetitive|excessive|repeated)(?:ly)?[ -](?:post|follow|mention|message|toot|boost|promot|hashtag|link|mail)\w*|\blink[- ]?(?:farm|building|dump)|\bback-?links?|\bfollow(?:er)?[- ](?:farm|back|for)|\bhashtag (?:abuse|stuff|hijack)|\bscam(?:s|mers?|ming)?\b|\bphishing|\bshort period of time\b|\bunrelated hashtag/iu,
    },
    misinformation: {
      misleading:
        /\bmis-?lead|\bmisrepresent(?!\w* (?:yourself|your identity|themsel|who you))|\bdecepti(?:ve|on)|\bdeceiv|\bmanipulat(?:ed|ive) (?:media|content|imag|video)/iu,
      falsehood:
        /\b(?:false|fake|untrue|inaccurate|incorrect|unverified|fabricated|falsified|known to be false)(?:,| or| and|\/)? ?(?:(?:or|and|\w+ly|misleading|unverified|harmful|unfounded|malicious|medical|health) ){0,3}(?:info\w*|claims?|news|statements?|facts?|content|rumou?rs?|stor(?:y|ies)|narratives?|posts?|data|reporting|articles?)\b|\bfals(?:ehoods?|ities)\b|\buntruth|\bknow to be false|\bfalse or\b|\bfactually/iu,
      lies: /\b(?:spread|tell|publish|promot|post|peddl|no)\w*(?: of)? lies\b|\brumou?rs?\b|\bfact-? ?check|\bde-?bunk|\blying\b|\bgossip/iu,
      denial:
        /\b(?:anti-?|un|pseudo-?)scien|\bdenialis|\bden(?:y|ying|ial|iers?)\b.{0,30}?\b(?:holocaust|genocid|climate|covid|pandemic|crimes|atrocit|science|evolution)|\b(?:genocide|covid|climate|science|holocaust|war crimes?|vaccine|evolution|corona\w*)[- ](?:denial|denier|denying|skeptic|misinf)|\bquack|\bunproven (?:medical|cure|treat)|\balternative facts/iu,
      conspiracy: /\bconspirac|\bconspiring\b|\bchem-?trail|\bflat-? ?earth/iu,
    },
    'generative-ai': {
      ai: /\bai[- ](?:generat|art\b|creat|made|assist|content|tools?|models?|imag|bots?|slop|writ|enhanc|train|technolog|derived|produced|stuff)|\bartificial intelligen|\bgenerative\b|\bai\/ml\b|\bmachine[- ](?:learning|generated)|\bgenai\b/iu,
      models:
        /\b(?:large )?language models?\b|\bneural net|\btrain(?:ing|ed)? (?:of |an? |any |on |or )?(?:\w+ ){0,2}?(?:models?\b|ai\b|data ?sets?|algorithm|machine)|\bmodel training|\bcomputer[- ]generated (?:art|text|image)/iu,
    },
    bots: {
      automated:
        /\bautomat(?:ed|ion)\b(?! (?:moderat|mean))|\bauto-? ?(?:post|follow|boost|repl|toot|generat)|\bautomatically (?:post|generat|follow|repost|tweet|boost|cross)|\bnot operated by (?:a )?human|\bproduced via software|\bvia software/iu,
      mirrors:
        /\bmirror(?:ed|s|ing)?\b(?! universe)|\btwitter (?:relay|feed|repost|bridge|mirror)|\bcopies of (?:your )?(?:tweets|twitter)|\b(?:rss|news|feed|relay)[- ](?:feeds?|bots?|accounts?)\b|\bfederation bot/iu,
      harvesting:
        /\bscrap(?:ing|ers?)\b|\b(?:data|e-?mail)[- ](?:harvest|min)|\bharvest(?:ing|ed|s)?\b|\bdata-?mining|\bindexing\b|\bspiders?\b(?=,| or| and)/iu,
    },
    'content-warnings': {
      warning:
        /\b(?:content|trigger|appropriate|sensitivity|proper|suitable|adequate|explicit|nsfw|spoiler|cw|viewer)[ -]?(?:\/ ?cw )?warnings?\b|\bcontent (?:filters?|labels?)\b|\bbehind (?:a |an |the )?(?:\w+ ){0,2}?(?:warning|cut|cw|spoiler|filter|tag)|\bwarnings? (?:for|about|on) (?:sensitive|nsfw|spoil|images|content|posts?|graphic|sexual|violen|potential)|\bpost warnings?\b/iu,
      sensitive:
        /\bas (?:being )?(?:"|'|“|‘)?sensitiv|\bsensitiv(?:e|ity)["'”]?[ -](?:\w+ )?(?:media|content|materials?|images?|imagery|posts?|topics?|subjects?|flag|tags?|tagged|mark\w*|filter|setting|switch|toggle|button|pictures?|warning|matter|or)|\bsensitive\b.{0,30}?\b(?:mark|tag|flag|label|hid)|\b(?:mark|tag|flag|label|hid)\w*\b.{0,40}?\bsensitiv/iu,
      tagged:
        /\b(?:tag|mark|label|flag|hid|cover|blur|fold|wrap|spoiler|filter|gate)(?:s|e|ed|led|den|ged|ging|ing|ling|red)?\b.{0,50}?\b(?:nsfw|adult|explicit|spoiler|nudity|accordingly|lewd|porn\w*|18\+)|\b(?:nsfw|adult|explicit|graphic|nud\w+|lewd|porn\w*|gore|sexual|violent|suggestive)\b.{0,60}?\b(?:tag(?:s|ged|ging)?|mark(?:ed|ing)?|flag(?:s|ged|ging)?|label(?:s|led|ed)?|hidden|blur\w*|spoilered|censored|behind)\b|\b(?:be )?(?:tagged|marked|labell?ed|flagged|hidden) (?:accordingly|appropriately|properly|correctly|as nsfw)/iu,
      description:
        /\b(?:image|media|picture|photo|visual|video)s?'? (?:\w+ )?(?:descri|caption)|\bdescri(?:be|bing|ptions?|ptive)\b.{0,40}?\b(?:images?|media|pictures?|photos?|videos?|visual|graphics?|alt|attachments?)\b|\bscreen-? ?readers?\b|\baccessib|\bvisually[- ]impaired|\bimage alt\b|\bcamel-? ?case|\bcapitali[sz]e (?:\w+ ){0,3}hashtags?|\bpascal-? ?case|\bvision[- ]impair|\bcaption(?:s|ed|ing)?\b/iu,
      triggers: /\btriggering\b|\btriggers?\b|\bblurr(?:ed|y|ing)\b|\bphotosensitiv|\bepilep|\bflashing\b/iu,
    },
    copyright: {
      rights:
        /\bintellectual[- ]property|\bproprietary (?:info|content|material|data)|\brights[- ]?holders?|\bcopyleft|\bfair use|\brights to (?:any|all|the|your) (?:\w+ )?(?:content|material|work|image)|\brights of (?:others|any other|other|third)|\binfring\w* (?:\w+ ){0,5}?(?:intellectual|rights)|\bunlicen[sc]ed|\blicen[sc](?:ed|es?|ing)\b|\bpatents?\b/iu,
      theft:
        /\bstolen (?:\w+ )?(?:content|art|work|goods|media|images?)|\bsteal(?:ing)?\b|\bart theft|\b(?:content|art)[- ]thie|\bpirated?\b|\bre-?post(?:ing)? (?:\w+ ){0,4}?(?:art|work|content)\b|\bas your own\b|\bown (?:content|work|art)\b(?= only)|\b(?:others'?|other (?:people|artist|creator|person|author|writer)s?'?s?|another (?:artist|person|creator|author|user)'s|some(?:one|body)(?: else)?'s) (?:\w+ ){0,2}?(?:work|works|art|artwork|creations?|material|content|property)\b/iu,
      credit:
        /\bcredit(?:s|ed|ing)?\b(?! card)|\battribut(?:ion|e|ed|ing)\b|\bcite\b|\bcit(?:ing|ation)|\bwithout (?:the )?(?:owner|author|artist|creator)'?s?'? (?:\w+ )?(?:permission|consent)|\boriginal (?:source|creator|artist|author|poster)|\bpermission (?:from|of|by) (?:the )?(?:\w+ )?(?:author|artist|creator|copyright|owner|rights|writer|original)|\b(?:have|has|own) (?:\w+ )?(?:the )?(?:rights?|permission) to (?:share|post|use|distribut)|\bonly (?:share |post |upload )?content that you have (?:permission|the right)|\buncredited\b|\bshare content only that you have permission/iu,
    },
    politics: {
      politics:
        /\bpoliti(?:c|cs|cal|cally|cking|cian|cians|ci[sz]\w*)\b(?! (?:affiliation|persuasion|orientation|identit|correct|asylum))/iu,
      elections:
        /\belections?\b|\belectoral|\bpartisan|\bpolitician|\bvoting\b|\bvoters?\b|\bcandidates?\b|\bleft-?wing|\bright-?wing|\bleftis[mt]|\bconservatives?\b|\bliberals\b|\bcurrent (?:events?|affairs)/iu,
      religion:
        /\b(?:politics?|political)(?:,|\/| or| and| &) ?(?:\w+, )?religio|\breligion(?:,|\/| or| and| &) ?(?:\w+, )?politic|\breligious (?:\w+ )?(?:posts?|content|propagand|discuss|topics?|debates?|prosel|messag|views|convers|spam|texts?)|\bprosely|\bevangel|\bpreach|\bmissionar|\bblasphem|\bno religio|\bdiscuss\w* religio/iu,
      ideology:
        /\bcommunis|(?<!national )(?<!national-)\bsocialis[mt]\b|\bcapitalis[mt]|\banarch(?:is|y|o)|\bauthoritarian|\bimperialis|\bmilitaris|\bactivis[mt]|\bagitprop|\banti-?democra|\bdemocra(?:cy|tic)\b/iu,
    },
    cryptocurrency: {
      coins:
        /\btokens?\b|\bcoin (?:trading|offerings?)|\bday[- ]trading|\bstable-?coins?\b|\bdefi\b|\bdaos?\b(?! de)/iu,
    },
    language: {
      inLanguage:
        /\b(?:in|use|using|speak\w*|understand|other than|only|primarily|mainly|mostly|than|to (?=english)|non-) ?(?:\w+,? (?:or |and )?){0,2}?(?:english|german|french|spanish|japanese|dutch|italian|portuguese|polish|russian|ukrainian|chinese|mandarin|korean|swedish|norwegian|danish|finnish|turkish|arabic|hebrew|greek|czech|hungarian|catalan|basque|welsh|irish|gaelic|esperanto|farsi|persian|hindi|indonesian|malay|rusyn|latin)\b(?! (?:(?:or|and) \w+ (?:copyright )?law|law|territor|server|users?|people|citizen|government|court|resident|community|federal|penal|criminal|republic|constitution|copyright|time|jurisd|legal|legis|and eu law|or eu law))/iu,
      speaking:
        /\b(?:english|german|french|spanish|japanese|dutch|italian|portuguese|polish|russian|chinese|korean|swedish|finnish|arabic|rusyn|persian|esperanto)[- ](?:only|speaking|speakers?|language)\b/iu,
      languages:
        /\bmulti-? ?(?:language|lingual)|\bbilingual|\btranslat(?:e|ed|ion|ions|ing)\b(?! well)|\b(?:official|main|primary|server|native|foreign|common|supported|default|spoken|local|posting|correct|same|other|different|another|which|what|any|minority|regional) languages?\b(?! (?:that|which|intended))|\bappropriate language for (?:each|your|the)|\blanguages allowed|\bset (?:\w+ ){0,4}?language|\blanguages? (?:settings?|tags?|of (?:the |your |this |each )?(?:post|toot|server|instance|choice))|\blanguages (?:are|is|other|than)/iu,
    },
    'off-topic': {
      offTopic:
        /\boff-? ?topic|\bon-? ?topic\b|\bstick to (?:the )?(?:topic|theme)|\birrelevant|\bunrelated (?:content|post|to|topic|material)|\bnot related to|\bderail/iu,
      about:
        /\b(?:posts?|content|discussions?|topics?|conversations?|accounts?|toots?|material|images?|work)\b.{0,30}?\b(?:should|must|has to|have to|needs? to|are to)\b.{0,20}?\b(?:about|relat\w+|relevan\w+|focus\w*|on topic|pertain\w*|connected|linked)\b/iu,
      thisServer:
        /\b(?:this|our|the|an?)(?: [\w.'-]+){0,3} (?:server|instance|community|site|space|place|platform|node|network|forum)(?:,? which)? (?:is|are|was|exists?|focus\w*|serves?|caters?|has been|will be|welcomes)(?: [\w'-]+){0,4}? (?:for|dedicated|about|intended|aimed|meant|focus\w*|primarily|mainly|geared|limited|only|open to|exclusively|not a|not for|to serve|created|designed|restricted|reserved|closed|invite\w*|centered|centred|devoted|private)\b/iu,
      serverFor:
        /\b(?<!not |isn't |using |use )(?:is|an?|our|as)(?: [\w'-]+){0,3} (?:server|instance|community|platform|home),? (?:just |only |mainly |primarily |exclusively |dedicated |intended |aimed |built |created |designed |meant ){0,4}(?:for|dedicated to|focused on|intended for|aimed at|devoted to|centered around) (?!(?:all|everyone|everybody|your|you|any|this|that|its|more|details?|other|further|details|the purpose|violat|spam|illegal|posting|using|personal)\b)/iu,
      purpose:
        /\bprimarily (?:for|about)\b|\b(?:space|place|community|server|instance) for (?:people|anyone|those|fans|professionals) (?:who|with|interested|in|from|working)|\bgeneral[- ](?:purpose|interest|usage)|\b(?:posting|posts|accounts|registration|this server|instance) (?:is|are) limited to|\b(?:remain|be|is|are) (?:primarily|mostly|mainly) (?:about|for|focused)|\b(?:instance|space|place|server|home|community) (?:in|where) (?:which )?(?:anyone|people|members|fans|we|you|users|everyone) (?:\w+ ){0,3}?(?:can|interested|who)|\b(?:accounts|only) dedicated to|\bcommunity of\b|\b(?:main|primary|stated|server's|core|overall) (?:purpose|focus|topic|theme)|\b(?:server|instance|community|site|space|service|it|which) is (?:\w+ )?intended (?:for|as|to)\b|\bpurpose of (?:this|the|our) (?:server|instance|space|community|site)|\bis (?:\w+ )?(?:dedicated|devoted) to\b/iu,
      members:
        /\binvit(?:e|ation)[- ]only|\b(?:by|via) invit|\bmembers[- ]only|\bonly (?:for|open to|available to) (?:\w+ ){0,3}?(?:members?|people|users?|residents?|students?|staff|friends|employees|alumni|those)|\bopen (?:only )?to (?:\w+ ){0,3}?(?:members|people|residents|students|anyone|all|everyone|those|staff|faculty|alumni)|\bmembership (?:is|in|required|only|limited)|\beligib|\bregistrations? (?:is|are) (?:\w+ )?(?:limited|closed|restricted|open|reserved|accepted from)|\b(?:closed|private) (?:server|instance|community|system)|\bno open registration|\b(?:residen(?:t|ts|ce) (?:of|in)|living in|live in) (?!accord)|\bfriends only\b|\bsingle[- ]user|\bpersonal (?:server|instance)/iu,
      mustBe:
        /\b(?:you|users?|members?|applicants?|accounts?) (?:must|should|need to|have to) (?:be|have|live|belong)(?: [\w'-]+){0,3}? (?:a (?:member|resident|student|link|connection|citizen|user)|residen\w+|members? of|student|employ\w+|affiliated|associated|interested|connection|link to)/iu,
      notFor:
        /\bno (?:cops?|police|law enforcement|brands?|corporat\w+|compan(?:y|ies)|business\w*)\b|\b(?:corporate|company|business|institutional|organi[sz]ational?) accounts?\b|\b(?:members of )?law enforcement (?:personnel|are|is)|\bpeople, not companies/iu,
    },
    impersonation: {
      pretending:
        /\bpretend(?:s|ing)? to be|\bpos(?:e|es|ing) as\b|\bpass(?:ing)? (?:yourself|themsel\w+|oneself) off|\bclaim(?:s|ing)? to (?:be|represent)|\bmisrepresent\w* (?:yourself|your identity|themsel|who you)|\bmasquerad/iu,
      accounts:
        /\b(?:fake|false|duplicate|multiple|alternate|alternative|secondary|second|alt|additional|throwaway|more than one|another) (?:\w+ )?(?:accounts?|identit\w*|personas?|profiles?|names?)\b(?! (?:on|at) (?:other|another))|\balts\b/iu,
      identity:
        /\bidentity (?:theft|fraud)|\bstolen identit|\breal (?:first |full )?names?\b|\blegal names?\b|\bverif(?:y|ied|ication)\b.{0,25}?\b(?:identit|names?|account)|\bfan accounts?|\bsatir(?:e|ical) accounts?|\b(?:using|use) (?:\w+ )?(?:someone|somebody|other person|another person)(?: else)?'?s? (?:name|identity|photo)/iu,
    },
    'self-harm': {
      selfHarm:
        /\bself-? ?(?:harm|injur|mutilat|destruct)|\bcutting yourself|\bkys\b|\bkill (?:yourself|themsel)|\beating[- ]disorder|\bdisordered eating|\bdangerous (?:challenge|stunt|activit)|\bpro-?ed\b/iu,
    },
    moderation: {
      ban: /(?<!is |are |content |items? )\b(?:perma-?)?bans?\b(?!,? (?:all )?(?:on|assault))|\bban-? ?hammer|\bbanning|\bban evasion|\b(?:be|being|get|gets|got|getting|you're|are you|permanently|instantly|immediately|instance|insta-?|you(?: will| may)? be|auto-?)[ -]?(?:\w+ ){0,2}?banned\b|\bbanned (?:from|without|immediately|permanently|on sight|and reported)|\binsta-?ban/iu,
      suspension:
        /\bsuspen(?:d|ds|ded|ding|sion|sions)\b|\bterminat(?:e|ed|es|ion|ing)\b(?! (?:your|the agreement))|\bsilenc(?:e|ed|ing)\b|\bexpulsion|\bexpel(?:led)?\b|\bkicked?\b|\bkick you\b|\bejected\b|\bcancellation of (?:your|the) account|\barbiter|\bboot(?:ed)? (?:you|from|off)|\bdisinvit|\bpermanently (?:remov|block|delet)/iu,
      removal:
        /\b(?:will|may|can|could|shall|might|be|get|gets|getting|i'll|we'll|subject to|result in|risk|right to|liable to|going to|grounds for|to have|admins?|mods?|moderators?)(?: [\w'/-]+){0,5}? (?:removed?|removal|deleted?|deletion|limited(?! aud)|locked|disabled|rejected|deactivated|erased|nuked|purged|closed|restricted|denied|revoked|cancell?ed|frozen|wiped|hidden by)\b/iu,
      blocking:
        /\b(?:we|i|admins?|moderators?|server|instance|us) (?:\w+ ){0,3}?block\b(?! you)|\b(?:be|get|being|are|instances?) (?:\w+ ){0,3}?(?:blocked|muted)\b|\bblock(?:ed|ing|s)? (?:\w+ ){0,3}?(?:instances?|servers?|domains?)\b|\b(?:instance|server)[- ]?(?:wide )?blocks?\b|\bblock ?lists?\b|\bwe(?:'ll| will) block/iu,
      reports:
        /\b(?:report(?:s|ed|ing)?|flagging)\b(?! (?:on|about|from|by) (?:news|current|events|the))|\bappeal(?:s|ed|ing)?\b/iu,
      discretion:
        /\bdiscretion|\bfinal (?:say|decision|word|authority|judge)|\breserves? the right|\bsole judg|\bunilateral|\bbenevolent|\bdictator|\bwhims?\b|\bstaff\b|\bfor any or no reason|\bfor no reason|\bthe (?:site|server|instance) owners?\b|\bmy (?:decisions?|server)\b|\bhost(?:'s)? decision/iu,
      warnings:
        /\bwithout (?:further |prior |any |advance |advanced )?(?:warnings?|notice|notification)|\b(?:after|get|given|one|first|second|two|three|final|verbal|written|formal|issue|receive|repeated|single|initial) (?:\w+ )?warnings?\b(?! (?:label|tag|for|about|of|on|is|feature|in|system))(?<!content warnings?|trigger warnings?|cw warnings?|appropriate warnings?|spoiler warnings?|nsfw warnings?)|\bstrikes?\b|(?<!content )\bwarned\b/iu,
      enforcement:
        /(?<!law )\benforce(?!ment (?:agenc|officer|personnel))|\bconsequences?\b|\bsanction|\bpunish|\bpenalt|\binfraction|\bdisciplinar|\b(?:violat|break|breach|contraven)\w*(?: of)? (?:\w+ ){0,3}?(?:rules?|terms|polic(?:y|ies)|guidelines?|coc|code of conduct|tos)\b|\brepeat(?:ed)? (?:offend|offen[sc]e|violat)|\bzero[- ]strike|\bact(?:ion)? (?:will|may) be taken|\btake (?:\w+ )?action\b|\bon sight\b|\binactiv(?:e|ity)\b|\bgrounds for\b/iu,
      change:
        /\brules? (?:\w+ )?(?:may|can|will|might|could|are|is) (?:\w+ ){0,2}?(?:change|changed|be (?:changed|amended|updated|added|modified|adjusted|revised)|subject|evolv\w*|expand\w*|updated|amended)|\b(?:chang|updat|amend|modif|revis|adjust)\w* (?:to )?(?:\w+ ){0,3}?(?:rules|terms|guidelines|polic(?:y|ies)|code of conduct|coc)\b|\bsubject to change|\bloop-? ?hole|\brules[- ]lawyer|\bspirit of the (?:rules|law)|\bnot (?:an )?(?:exhaustive|all[- ]inclusive|comprehensive)/iu,
    },
  },
};
