/** What a simulated server sends back for one request. */
export interface Answer {
  readonly status: number;
  /** Null: no such header. */
  readonly contentType: string | null;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is no text. A function: pieces that are made while the client reads them. */
export interface BinaryAnswer extends Omit<Answer, 'body'> {
  readonly body: Uint8Array | (() => Iterable<Uint8Array>);
}

const jsonType = 'application/json; charset=utf-8';

/** A JSON document. */
export function json(document: unknown, { status = 200, contentType = jsonType } = {}): Answer {
  return { status, contentType, body: JSON.stringify(document) };
}

/** A NodeInfo document with the content type that the protocol asks for (NodeInfo 2.1, "Retrieval"). */
export function nodeInfo(document: { readonly version: string }): Answer {
  const profile = `http://nodeinfo.diaspora.software/ns/schema/${document.version}#`;
  return json(document, { contentType: `application/json; profile="${profile}"; charset=utf-8` });
}

/** The document that says where NodeInfo lies: a link for each version, in the order given. */
export function discovery(host: string, paths: Readonly<Record<string, string>>): Answer {
  const links = Object.entries(paths).map(([version, path]) => ({
    rel: `http://nodeinfo.diaspora.software/ns/schema/${version}`,
    href: `https://${host}${path}`,
  }));
  return json({ links });
}

/** Plain text. */
export function text(body: string): Answer {
  return { status: 200, contentType: 'text/plain; charset=utf-8', body };
}

/** A page for people. */
export function html(body: string, status = 200): Answer {
  return { status, contentType: 'text/html; charset=utf-8', body };
}

/** A status and nothing else. */
export function empty(status: number): Answer {
  return { status, contentType: null, body: '' };
}
