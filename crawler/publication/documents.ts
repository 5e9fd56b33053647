import { dataLicence } from '../../db/model/data-licence.ts';
import type { PublicationManifest, PublishedFile } from '../../db/model/publication.ts';
import {
  type ColumnKind,
  type ExportSubject,
  exportSubjects,
  jsonSchemaOf,
  recordColumns,
} from '../../db/model/record-columns.ts';

/** A text that lies beside the data. */
export interface PublishedText {
  readonly path: string;
  readonly mediaType: string;
  readonly text: string;
}

/** What each subject is, in a line. */
const titles: Readonly<Record<ExportSubject, string>> = {
  instances: 'Servers: what each said most recently, and what was seen of it',
  snapshots: 'What each server reported on the day',
  rules: "Every server's own rules, word for word, with the time that they were in force",
  network: 'Day figures of the whole network, from the first day on',
  software: 'Day figures of each software, from the first day on',
  archive: 'What others have counted; in no total of ours',
};

/** The texts of a dated folder, but for the checksums, which are made of everything else. */
export function describeDay(manifest: PublicationManifest): readonly PublishedText[] {
  return [
    { path: 'README.md', mediaType: 'text/markdown; charset=utf-8', text: readme(manifest) },
    { path: 'CITATION.cff', mediaType: 'text/plain; charset=utf-8', text: citation(manifest) },
    { path: 'schema.json', mediaType: 'application/schema+json', text: asJson(schema()) },
    { path: 'datapackage.json', mediaType: 'application/json', text: asJson(dataPackage(manifest)) },
  ];
}

/** As `sha256sum` writes and checks it. */
export function checksums(files: readonly Pick<PublishedFile, 'path' | 'sha256'>[]): PublishedText {
  return {
    path: 'SHA256SUMS',
    mediaType: 'text/plain; charset=utf-8',
    text: files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join(''),
  };
}

const asJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** A JSON Schema (2020-12) with a definition a subject, named as the subject. */
function schema() {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Records of Fedicensus',
    $defs: Object.fromEntries(
      exportSubjects.map((what) => {
        const { $schema: _, ...definition } = jsonSchemaOf(what);
        return [what, { title: titles[what], ...definition }];
      }),
    ),
  };
}

/** Types of the Table Schema (Frictionless, version 1), as a reader of the CSV needs them. */
const fieldTypes: Readonly<Record<ColumnKind, { readonly type: string; readonly format?: string }>> = {
  integer: { type: 'integer' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  date: { type: 'date' },
  instant: { type: 'datetime' },
  string: { type: 'string' },
  list: { type: 'array' },
  json: { type: 'object' },
};

/** A Data Package (Frictionless, version 1): https://specs.frictionlessdata.io/data-package/ */
function dataPackage(manifest: PublicationManifest) {
  return {
    profile: 'data-package',
    name: `fedicensus-${manifest.day}`,
    title: `Fedicensus, ${manifest.day}`,
    description: 'A census of the fediverse: servers, their figures and their rules.',
    homepage: manifest.source,
    version: manifest.day,
    created: manifest.published_at,
    ...(manifest.revised_at === null ? {} : { revised_at: manifest.revised_at }),
    method_version: manifest.method_version,
    licenses: [{ name: dataLicence.id, title: dataLicence.title, path: dataLicence.url }],
    sources: [{ title: 'Fedicensus', path: manifest.source }],
    resources: manifest.files.flatMap((file) =>
      file.subject === null ? [] : [resource(file, file.subject)],
    ),
  };
}

function resource(file: PublishedFile, what: ExportSubject) {
  const { path, format, bytes, sha256, media_type, rows } = file;
  return {
    profile: format === 'csv' ? 'tabular-data-resource' : 'data-resource',
    name: `${what}-${format}`,
    title: titles[what],
    path,
    format,
    mediatype: media_type,
    ...(format === 'parquet' ? {} : { compression: 'gz', encoding: 'utf-8' }),
    bytes,
    hash: `sha256:${sha256}`,
    rows,
    schema: {
      fields: recordColumns(what).map(({ name, kind, description }) => ({
        name,
        // The length of the list: a cell has no room for more.
        ...(name === 'quarantined' && format === 'csv' ? fieldTypes.integer : fieldTypes[kind]),
        ...(description === null ? {} : { description }),
      })),
      missingValues: [''],
    },
  };
}

function citation({ day, source, method_version }: PublicationManifest): string {
  return `cff-version: 1.2.0
message: If you use these data, please cite them.
type: dataset
title: "Fedicensus: a census of the fediverse, ${day}"
authors:
  - name: The Fedicensus authors
url: ${JSON.stringify(source)}
version: "${day}, method ${method_version}"
date-released: "${day}"
license: ${dataLicence.id}
`;
}

function readme(manifest: PublicationManifest): string {
  const { day, source, method_version, published_at, revised_at, files } = manifest;
  const rows = files
    .filter(({ subject }) => subject !== null)
    .map(
      ({ path, subject, rows }) => `| \`${path}\` | ${subject === null ? '' : titles[subject]} | ${rows} |`,
    );
  return `# Fedicensus, ${day}

A census of the fediverse, published by ${source} at ${published_at}${
    revised_at === null ? '' : `, revised at ${revised_at}`
  }.

| file | what | records |
|---|---|---|
${rows.join('\n')}

- \`schema.json\`: what each column means, as JSON Schema; \`datapackage.json\`: the same files as a Frictionless Data Package.
- \`snapshots\` holds this day alone. \`network\`, \`software\` and \`rules\` go back to the beginning, \`instances\` is as of the time of publication.
- Days are UTC. Null means that a server did not say, 0 that it said zero. In CSV, lists and objects are JSON texts, and a text that a
  spreadsheet would take for a formula has an apostrophe before it.
- Method: ${method_version} (${source}en/method). Figures of different methods should not be compared unawares.
- Licence: ${dataLicence.title} (${dataLicence.url}). Rules and descriptions were written by the servers that they are of; \`archive\` names the
  source of each row.
- These files do not change, with one exception: when a server asks to be forgotten, it is taken out of them, and their checksums change.
  Please do the same with copies that you publish.
- Check a download with \`sha256sum --check SHA256SUMS\`.
`;
}
