import type { Environment } from '../../db/environment.ts';
import type { CensusDatabase } from '../../db/tables.ts';
import type { ApiDescription } from '../api/description.ts';
import type { PublishedFiles } from '../exports/published.ts';
import type { Picture } from '../pictures/picture.ts';

/** What the server opens once and every page and route uses. */
export interface SiteContext {
  /** For reading; perhaps a standby. */
  readonly database: CensusDatabase;
  /** For the one thing that the site writes: requests for removal. Null: it knows no database that takes them. */
  readonly writable: CensusDatabase | null;
  readonly environment: Environment;
  /** The files that a crawl has published in this site's data folder. */
  readonly published: PublishedFiles;
  /** What the API of this site says of itself, for the page that explains it: the very object that is given out. */
  readonly apiDescription: ApiDescription;
  /** Draws a picture as PNG: machine code and fonts, which stay outside what Next bundles. */
  readonly drawPicture: (picture: Picture) => Promise<Uint8Array>;
}

/** The pages have no context: they run outside `web/server.ts`. */
export class SiteContextMissingError extends Error {
  override readonly name = 'SiteContextMissingError';

  constructor() {
    super(
      'The site has no database: it runs outside web/server.ts. Start it with "npm start" or "npm run site".',
    );
  }
}

// Next bundles the pages apart from the server, so a module's own variable would exist twice in one process; a
// registered symbol on the global object is the same for both.
const key = Symbol.for('fedicensus.site');
const holder = globalThis as { [key]?: SiteContext };

/** Makes the context known to the pages of this process. Called once, by `web/server.ts`, before it listens. */
export function setSiteContext(context: SiteContext): void {
  holder[key] = context;
}

/**
 * The database and the settings of this process.
 *
 * @throws SiteContextMissingError when nobody has called {@link setSiteContext}, as during `next build`.
 */
export function getSiteContext(): SiteContext {
  const context = holder[key];
  if (context === undefined) throw new SiteContextMissingError();
  return context;
}
