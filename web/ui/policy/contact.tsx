import { getTranslations } from 'next-intl/server';
import { getSiteContext } from '../../data/site-context.ts';
import { contactHref } from './crawler-policy.ts';

/** Whom to write to, for those who can prove it in no other way. */
export async function Contact() {
  const t = await getTranslations('crawler');
  const { contact } = getSiteContext().environment;
  const href = contact === null ? null : contactHref(contact);
  if (contact === null || href === null) return <p>{t('outNoContact')}</p>;
  return (
    <p>
      {t.rich('outContact', {
        contact,
        link: (chunks) => (
          <a href={href} rel="noopener" className="link [overflow-wrap:anywhere]">
            <bdi dir="ltr">{chunks}</bdi>
          </a>
        ),
      })}
    </p>
  );
}
