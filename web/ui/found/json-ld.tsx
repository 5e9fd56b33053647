import { jsonLdText, type Thing } from './structured-data.ts';

/** What a page is about, for programs. A browser runs no script of this type. */
export function JsonLd({ thing }: { readonly thing: Thing }) {
  return (
    <script
      type="application/ld+json"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: every sign that HTML could read is written as an escape.
      dangerouslySetInnerHTML={{ __html: jsonLdText(thing) }}
    />
  );
}
