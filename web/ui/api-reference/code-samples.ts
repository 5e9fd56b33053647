/** Languages in which the reference shows requests, by the name that they have everywhere. */
export const sampleLanguages = { curl: 'curl', js: 'JavaScript', python: 'Python', r: 'R' } as const;

/** One of {@link sampleLanguages}. */
export type SampleLanguage = keyof typeof sampleLanguages;

/** Lines that can be run as they stand. */
export interface CodeSample {
  readonly language: SampleLanguage;
  readonly text: string;
}

/** What of an answer a program takes: the entries of a list, one record, or text that is no JSON. */
export type AnswerForm = 'list' | 'record' | 'text';

/** A request in each language; each prints what it got. */
export function requestSamples(url: string, form: AnswerForm): readonly CodeSample[] {
  // What `encodeURIComponent` leaves as it is must not end a quoted text.
  const quoted = `'${url.replaceAll("'", '%27')}'`;
  return [
    { language: 'curl', text: `curl ${quoted}` },
    { language: 'js', text: javaScript(quoted, form) },
    { language: 'python', text: python(quoted.replaceAll("'", '"'), form) },
    { language: 'r', text: r(quoted.replaceAll("'", '"'), form) },
  ];
}

/** How a program reads a list to its end. */
export function wholeListSample(origin: string): CodeSample {
  return {
    language: 'js',
    text: `let next = '${origin}/api/v1/instances?limit=1000';
const servers = [];
while (next !== null) {
  const response = await fetch(next);
  const { data, links } = await response.json();
  servers.push(...data);
  next = links.next;
}
console.log(servers.length);`,
  };
}

/** A request that costs nothing while nothing has changed. */
export function conditionalSample(origin: string): CodeSample {
  return {
    language: 'curl',
    text: `curl --etag-compare etag.txt --etag-save etag.txt -o network.json \\
  '${origin}/api/v1/network'`,
  };
}

function javaScript(url: string, form: AnswerForm): string {
  const taken = {
    list: 'const { data, meta, links } = await response.json();\nconsole.log(data);',
    record: 'console.log(await response.json());',
    text: 'console.log(await response.text());',
  } as const;
  return `const response = await fetch(
  ${url},
);
${taken[form]}`;
}

function python(url: string, form: AnswerForm): string {
  const open = `with urlopen(
    ${url}
) as response:`;
  if (form === 'text')
    return `from urllib.request import urlopen

${open}
    print(response.read().decode())`;
  return `import json
from urllib.request import urlopen

${open}
    answer = json.load(response)
print(json.dumps(${form === 'list' ? 'answer["data"]' : 'answer'}, indent=2))`;
}

function r(url: string, form: AnswerForm): string {
  const body = form === 'text' ? 'resp_body_string()' : 'resp_body_json(simplifyVector = TRUE)';
  return `library(httr2)

answer <- request(
  ${url}
) |>
  req_perform() |>
  ${body}
${form === 'list' ? 'answer$data' : 'answer'}`;
}
