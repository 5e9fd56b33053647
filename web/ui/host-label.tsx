/**
 * A host name as people write it, read from left to right whatever surrounds it, breakable anywhere. The punycode
 * beside it tells look-alike letters apart; a name that could be taken for another comes as punycode alone
 * (`shownHostName`).
 */
export function HostLabel({
  unicode,
  punycode,
}: {
  readonly unicode: string;
  readonly punycode?: string | null;
}) {
  return (
    <>
      <bdi dir="ltr" className="[overflow-wrap:anywhere]">
        {unicode}
      </bdi>
      {punycode !== undefined && punycode !== null && punycode !== unicode && (
        <>
          {' '}
          <bdi dir="ltr" className="text-small [overflow-wrap:anywhere] text-muted">
            ({punycode})
          </bdi>
        </>
      )}
    </>
  );
}
