import { softwareName } from './software-name.ts';

interface Props {
  /** As NodeInfo has it. */
  readonly software: string;
  /** Null: not stated. */
  readonly version: string | null;
}

/** What a server runs, with the version as it states it. */
export function SoftwareVersion({ software, version }: Props) {
  return (
    <>
      {softwareName(software)}
      {version !== null && (
        <>
          {' '}
          <bdi dir="ltr" className="[overflow-wrap:anywhere]">
            {version}
          </bdi>
        </>
      )}
    </>
  );
}
