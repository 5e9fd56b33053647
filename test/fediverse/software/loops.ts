import { nodeInfoFamily } from './nodeinfo-only.ts';

/** Loops: NodeInfo is allowed by name, nearly all of the API forbidden. What its metadata holds is not known. */
export const loops = nodeInfoFamily({
  name: 'loops',
  schema: '2.1',
  document: '/nodeinfo/2.1',
  robots: {
    groups: [
      {
        agents: ['*'],
        allow: [
          ...['/', '/.well-known/', '/nodeinfo/2.0', '/nodeinfo/2.1'],
          ...[
            '/api/v1/page/content',
            '/api/v1/video/',
            '/api/v1/account/username/',
            '/api/v1/video/comments/',
          ],
        ],
        disallow: [
          ...['/admin', '/dashboard', '/studio', '/notifications', '/explore', '/feed/following', '/login'],
          ...['/auth', '/password/reset', '/api/'],
        ],
      },
    ],
  },
});
