import { type PatternLanguage, scripts } from './pattern-language.ts';

/** A few stems in further languages of the Latin script: Hungarian, Turkish, Indonesian and Malay, Baltic, Romanian, Esperanto. */
export const furtherLatin: PatternLanguage = {
  prefix: 'mul',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bgyuloletk|\bgyulolet|\bkirekeszt|\bnefret|\birkcil|\bayrimcil|\bujaran kebencian|\bkebencian|\bperkauman|\bnaida|\bneapykant|\bura(?:ura)?\b|\bmalam(?:o|parol)/iu,
    },
    harassment: {
      harassment:
        /\bzaklat|\bsertegetes|\bserteget|\btaciz|\bhakaret|\bzorbal|\bgangguan|\bpelecehan|\bmenghina|\bperundung|\bbuli\b|\bhartuire|\binsult|\bpriekab|\baizskar|\bhargas|\bgyalaz/iu,
    },
    privacy: {
      personal:
        /\bosobnih podat|\blicni\w* podac|\bszemelyes adat|\bmaganszf|\bkisisel (?:veri|bilgi)|\bmaklumat peribadi|\bdata pribadi|\binformasi pribadi|\bdate personale|\bprivatum/iu,
    },
    'sexual-content': {
      sexual: /\bszexual|\bmeztelen|\bcinsel(?! (?:yon|kim))|\bciplak|\blucah|\bseksual\b|\bmustehcen/iu,
    },
    violence: {
      violence:
        /\beroszak|\bfenyeget|\bsiddet|\btehdit|\bkekerasan|\bancaman|\bkeganasan|\bugut|\bviolenta|\bvardarb|\bsmurt|\bperforto/iu,
    },
    'illegal-content': {
      illegal:
        /\billegalis|\bjogellen|\btorveny|\byasa ?disi|\byasal|\bkanun|\bundang-undang|\bilegal|\bmelanggar hukum|\bharam\b|\bnelegal|\bneteiset|\blikum/iu,
    },
    minors: {
      children:
        /\bgyermek|\bgyerek|\bkiskoru|\bcocuk|\banak-anak|\bkanak|\bdi bawah umur|\bcopii\b|\bminori\b/iu,
    },
    spam: { advertising: /\breklam|\bhirdet|\biklan|\bberniaga|\bpromosi|\bpaid promotion|\bpublicitate/iu },
    misinformation: {
      false:
        /\bfelreinform|\balhir|\balhirek|\bosszeeskuv|\byanlis bilgi|\byalan|\bberita palsu|\bmaklumat palsu|\bhoaks|\bpalsu\b|\bmaldino|\bviltus zi|\bmelagin/iu,
    },
    bots: { bots: /\bbot hesap|\bbotok\b|\bakun bot|\bautomatiz/iu },
    'content-warnings': {
      warning:
        /\btartalomfigy|\bfigyelmezt\w+|\bicerik uyari|\bhassas icer|\bperingatan konten|\bkonten sensitif|\bsensitif/iu,
    },
    copyright: { rights: /\bszerzoi jog|\btelif|\bhak cipta|\bdrepturi de autor|\bpembajakan/iu },
    politics: { politics: /\bpolitik|\bsiyas/iu },
    language: {
      language: /\bmagyar nyelv|\bmagyarul|\bturkce\b|\bbahasa\b|\blimba romana|\bin limba|\besperant/iu,
    },
    'off-topic': { topic: /\bbu sunucu\w* \w+ icin|\bserver ini (?:untuk|khusus)/iu },
    impersonation: {
      identity: /\bmasnak kiad|\bmegszemelyes|\bsahte hesap|\btaklit|\bmenyamar|\bakun palsu/iu,
    },
    'self-harm': { selfHarm: /\bongyilk|\bintihar|\bbunuh diri/iu },
    moderation: {
      measures:
        /\bmoderato|\bmoderal|\btorol(?:j|v|n)|\bkitilt|\bletilt|\byonetici|\byasakla|\bengelle|\baskiya|\bakan (?:di|dihapus|diblok)|\bdihapus|\bmelapor|\blaporkan|\bsterge|\bblocat/iu,
    },
  },
};

/** A few stems in languages of further scripts: Thai, Hebrew, Georgian, Arabic, Greek. */
export const furtherScripts: PatternLanguage = {
  prefix: 'und',
  script: /[\p{Script=Thai}\p{Script=Hebrew}\p{Script=Georgian}\p{Script=Arabic}\p{Script=Greek}]/u,
  patterns: {
    hate: {
      hate: /เกลียดชัง|เหยียด|แบ่งแยก|גזענ|שנאה|הומופוב|להטב|סקסיזם|אנטישמ|מיזוגינ|كراهية|عنصري|تمييز|ρατσισμ|σεξισμ|ομοφοβ|τρανσφοβ|διακρίσ|რასიზმ|სექსიზმ|ჰომოფობ|დისკრიმინ|სიძულვილ|نژادپرست/iu,
    },
    harassment: {
      harassment:
        /คุกคาม|กลั่นแกล้ง|ดูหมิ่น|หมิ่นประมาท|ล่วงละเมิด|ใส่ร้าย|הטרדה|הטרדות|בריונ|השמצ|تحرش|إساءة|شتم|παρενόχλη|εκφοβισμ|προσβολ|შევიწროება|შეურაცხ|ბულინგ/iu,
    },
    privacy: {
      personal:
        /ข้อมูลส่วน|ความเป็นส่วนตัว|פרטיות|פרטים אישיים|מידע אישי|خصوصية|معلومات شخصية|προσωπικ\S+ (?:δεδομέν|πληροφορ)|პირადი|ინფორმაციის გაზიარ/iu,
    },
    'sexual-content': {
      sexual: /ลามก|อนาจาร|โป๊|ทางเพศ|פורנו|עירום|מיני(?:ים|ת)|إباحي|جنسي|πορνο|γυμν|სექსუალ|პორნო/iu,
    },
    violence: {
      violence: /รุนแรง|ข่มขู่|ขู่|ก่อการร้าย|אלימות|איומים|טרור|عنف|تهديد|إرهاب|βία\b|βίας|απειλ|ძალადობ|მუქარ/iu,
    },
    'illegal-content': {
      illegal:
        /ผิดกฎหมาย|กฎหมาย|לא חוקי|חוק(?:י|ים|ית)?(?!\p{L})|غير قانوني|القانون|قوانين|παράνομ|νόμο|უკანონო|კანონ/iu,
    },
    minors: { children: /เด็ก|เยาวชน|ילדים|קטינים|פדופיל|أطفال|عمرك|18 عام|ανηλίκ|παιδι|ბავშვ|არასრულწლოვ/iu },
    spam: { advertising: /สแปม|โฆษณา|ספאם|פרסומ|מודעות|מסחרי|إعلان|سبام|διαφημ|რეკლამ|სპამ/iu },
    misinformation: {
      false:
        /ข่าวปลอม|เท็จ|บิดเบือน|สมคบคิด|פייק|מידע שגוי|קונספירצי|شائعات|مضللة|كاذبة|ψευδ|παραπλάν|συνωμοσ|დეზინფორმ|ყალბი/iu,
    },
    bots: { bots: /บอท|בוטים|روبوت|μποτ|ბოტ/iu },
    'content-warnings': {
      warning: /ละเอียดอ่อน|สปอยล์|אזהרת תוכן|ספוילר|تحذير|ευαίσθητ|προειδοποί|სენსიტიურ/iu,
    },
    copyright: { rights: /ลิขสิทธิ์|זכויות יוצרים|حقوق (?:الطبع|النشر|الملكية)|πνευματικ\S+ δικαιώμ|საავტორო/iu },
    politics: { politics: /การเมือง|ศาสนา|פוליטי|سياسي|πολιτικ|პოლიტიკ/iu },
    language: { language: /ภาษาไทย|ภาษา|עברית|بالعربية|اللغة|ελληνικ|ქართულ/iu },
    impersonation: { identity: /แอบอ้าง|ปลอมตัว|התחז|انتحال|πλαστοπροσωπ/iu },
    'self-harm': { selfHarm: /ฆ่าตัวตาย|ทำร้ายตัวเอง|אובדנ|פגיעה עצמית|انتحار|αυτοκτον/iu },
    moderation: {
      measures:
        /ผู้ดูแล|แบน|ระงับ|ลบ|รายงาน|הנהלת|מנהל|נמחק|נשעה|חסימ|דיווח|مشرف|حظر|حذف|διαχειριστ|αποκλεισ|διαγραφ|ადმინისტრ|მოდერატ|წაიშლ|დაბლოკ/iu,
    },
  },
};
