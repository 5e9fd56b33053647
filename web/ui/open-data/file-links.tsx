import { getTranslations } from 'next-intl/server';
import { exportsFolderName, type PublishedFile } from '../../../db/model/publication.ts';
import type { ExportFormat } from '../../../db/model/record-columns.ts';
import { formatBytes } from '../../i18n/bytes.ts';
import { formatter } from '../../i18n/formatter.ts';
import { CodeBlock } from '../policy/code-block.tsx';

/** Names of formats; the same in every language. */
const formatNames: Readonly<Record<ExportFormat, string>> = {
  ndjson: 'NDJSON',
  csv: 'CSV',
  parquet: 'Parquet',
};

/** The address of a file of a published folder. */
export function addressOf(folder: string, { path }: Pick<PublishedFile, 'path'>): string {
  return `/${exportsFolderName}/${folder}/${path}`;
}

interface Props {
  /** The name of the folder: a day, or that of the months. */
  readonly folder: string;
  /** What the files hold, for readers who hear a link out of its place. */
  readonly subject: string;
  readonly files: readonly PublishedFile[];
}

/** A subject's files, one link a format, each with its size. */
export async function FileLinks({ folder, subject, files }: Props) {
  const t = await getTranslations('openData');
  const format = await formatter();
  return (
    <ul className="flex flex-wrap gap-x-6">
      {files.map((file) => {
        const name = file.format === null ? file.path : formatNames[file.format];
        const size = formatBytes(format, file.bytes);
        return (
          <li key={file.path}>
            <a
              href={addressOf(folder, file)}
              aria-label={t('download', { subject, format: name, size })}
              className="link inline-flex min-h-9 items-center"
            >
              {name}
            </a>
            <span className="figures ms-1.5 text-small text-muted">{size}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** The checksums of some files, folded, as `sha256sum` checks them. */
export async function Checksums({ files }: Pick<Props, 'files'>) {
  const t = await getTranslations('openData');
  return (
    <details className="mt-4">
      <summary className="min-h-11 py-2.5 font-semibold hover:underline">{t('checksums')}</summary>
      <CodeBlock text={files.map(({ path, sha256 }) => `${sha256}  ${path}`).join('\n')} />
    </details>
  );
}
