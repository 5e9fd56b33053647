import { notFound } from 'next/navigation';
import { pageLocale } from '../../../i18n/page-locale.ts';

/** Every address that no other page has: the 404 page, in the language of the address. */
export default async function MissingPage({ params }: PageProps<'/[locale]/[...rest]'>) {
  await pageLocale(params);
  notFound();
}
