import { hasSharedData, readSharedJson } from './shared-data.ts';

/** Script payloads of our own, one of each kind: they are there without the shared data, too. */
const ownPayloads: readonly string[] = [
  '<script>document.title = "run"</script>',
  '</script><script>document.title = "run"</script>',
  '"><img src=x onerror="document.title=\'run\'">',
  "' onmouseover='document.title=`run`",
  '<svg/onload=document.title="run">',
  '<!--<script>document.title="run"//-->',
  ']]><script>document.title="run"</script>',
  '</title><script>document.title="run"</script>',
  '</textarea></select></style><iframe srcdoc="<script>parent.document.title=1</script>">',
  'javascript:document.title="run"',
  '{{constructor.constructor("document.title=1")()}}',
  '&lt;script&gt;document.title="run"&lt;/script&gt;',
];

/** Script payloads: ours, and with the shared data those of DOMPurify's tests and of OWASP's sheet of filter evasion. */
export function xssPayloads(): readonly string[] {
  if (!hasSharedData) return ownPayloads;
  const purify = readSharedJson('corpora/xss/dompurify-payloads.json') as readonly {
    readonly payload: string;
  }[];
  return [
    ...ownPayloads,
    ...(readSharedJson('corpora/xss/owasp-filter-evasion.json') as readonly string[]),
    ...purify.map(({ payload }) => payload),
  ];
}

/** Strings that break programs (blns), where the shared data are beside the project; else none. */
export function naughtyStrings(): readonly string[] {
  return hasSharedData ? (readSharedJson('corpora/strings/blns.json') as readonly string[]) : [];
}
