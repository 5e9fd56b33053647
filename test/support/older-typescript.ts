import { ts } from '@ts-morph/common';

/** TypeScript with a JavaScript API, for a generator that asks for it by its own name. */
// biome-ignore lint/style/noDefaultExport: `openapi-typescript` imports the default of `typescript`.
export default ts;
