import { shownHostName } from '../../db/model/shown-host-name.ts';
import { HostLabel } from './host-label.tsx';
import { outboundUrl } from './outbound-url.ts';

interface Props {
  /** The address as the server wrote it; null when it gives none. */
  readonly raw: string | null;
  /** What the link is called. @default the address that it leads to, without what makes it long */
  readonly text?: string;
}

/** A link out of the site, with the host that it really leads to; an address that we do not link to stays text. */
export function OutboundLink({ raw, text }: Props) {
  if (raw === null) return null;
  const href = outboundUrl(raw);
  if (href === null)
    return (
      <bdi dir="ltr" className="line-clamp-2 [overflow-wrap:anywhere]">
        {raw}
      </bdi>
    );
  return (
    <>
      <a href={href} rel="noopener nofollow" className="link inline-flex min-h-7 max-w-full items-center">
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {text ?? (
            <bdi dir="ltr">
              <LinkedHost href={href} />
              <bdi dir="ltr">{shortPath(href)}</bdi>
            </bdi>
          )}
        </span>
      </a>
      {text !== undefined && (
        <span className="text-small text-muted">
          {' '}
          (<LinkedHost href={href} />)
        </span>
      )}
    </>
  );
}

const longestPath = 40;

/** The path of an address, percent-encoded as it is sent, cut when it is long; empty for the front page. */
function shortPath(href: string): string {
  const { pathname } = new URL(href);
  if (pathname === '/') return '';
  return pathname.length > longestPath ? `${pathname.slice(0, longestPath)}…` : pathname;
}

/** The host of an address, as people write it and as DNS has it. */
export function LinkedHost({ href }: { readonly href: string }) {
  const { hostname } = new URL(href);
  return <HostLabel unicode={shownHostName(hostname)} punycode={hostname} />;
}
