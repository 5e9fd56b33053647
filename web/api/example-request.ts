import type { Endpoint } from './endpoint.ts';

/** A server that answers in examples; the reference puts one of its own census in its place. */
export const exampleDomain = 'mastodon.social';

/** Values of an endpoint's example request, by parameter. */
export function exampleValues({ path, example }: Endpoint): Endpoint['example'] {
  return path.includes('{domain}') ? { domain: exampleDomain, ...example } : example;
}

/** The path of an endpoint's example request, without its query. */
export function examplePath(endpoint: Endpoint): string {
  const values = exampleValues(endpoint);
  return endpoint.path.replace(/\{([a-z]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values[name])),
  );
}
