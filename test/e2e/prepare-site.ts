import type { TestProject } from 'vitest/node';
import { buildSite, openSiteDatabase, type SiteContent } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Data folders of databases that are filled once a run and stopped, to be copied. */
    readonly siteFolders: Readonly<Record<SiteContent, string>>;
  }
}

/** Builds the site and fills its databases once for all files of browser tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = new AsyncDisposableStack();
  const prepare = async (content: SiteContent) => {
    const database = stack.use(await openSiteDatabase(content));
    await database.stop();
    return database.dataFolder;
  };
  try {
    await buildSite();
    project.provide('siteFolders', { census: await prepare('census'), empty: await prepare('empty') });
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
  return () => stack.disposeAsync();
}
