import { pageLocale } from '../../../i18n/page-locale.ts';
import { MissingPage, missingPageMetadata } from '../../../ui/missing-page.tsx';

type Props = PageProps<'/[locale]/[...rest]'>;

/** As every missing page. */
export async function generateMetadata({ params }: Props) {
  await pageLocale(params);
  return missingPageMetadata();
}

/** Every address that no other page has, in the language of the address. */
export default async function RestPage({ params }: Props) {
  await pageLocale(params);
  return <MissingPage />;
}
