import { softwareName } from './software-name.ts';

interface Props {
  /** As NodeInfo has it. */
  readonly software: string;
  /** Null: not stated. */
  readonly version: string | null;
}

/** What a server runs, with the version as it states it; read from left to right, so that the version follows the name everywhere. */
export function SoftwareVersion({ software, version }: Props) {
  return (
    <bdi dir="ltr">
      {softwareName(software)}
      {version !== null && (
        <>
          {' '}
          <bdi dir="ltr" className="[overflow-wrap:anywhere]">
            {version}
          </bdi>
        </>
      )}
    </bdi>
  );
}
