import { parseHostName } from '../../../../../db/model/host-name.ts';
import { connectionAddress } from '../../../../data/page-status.ts';
import { isPassing, submitRemoval } from '../../../../data/removal.ts';
import { getSiteContext } from '../../../../data/site-context.ts';
import { defaultLocale, isLocale } from '../../../../i18n/locales.ts';
import { createClientOf } from '../../../../limits/client.ts';
import { readFormField } from '../../../../submission/form-field.ts';
import { isFromOwnPages } from '../../../../submission/same-origin.ts';

type Context = RouteContext<'/[locale]/removal/request'>;

/** Longer texts are no names, and are not repeated. */
const maxShownLength = 300;

/** Takes the form of the removal page and leads back to it: to what is to be published, or to what is wrong. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const path = pathFor((await params).locale);
  if (!isFromOwnPages(request.headers, getSiteContext().environment.siteUrl))
    return plain(403, 'This form must be sent from its own page.');
  const text = (await readFormField(request, 'host'))?.trim() ?? '';
  const host = parseHostName(text);
  const shown = host.ok ? host.value : text.slice(0, maxShownLength);
  if (!host.ok) return seeOther(path, { host: shown });
  const clientOf = createClientOf(getSiteContext().environment.trustedProxies);
  const client = clientOf(connectionAddress(), request.headers.get('x-forwarded-for'));
  try {
    const end = await submitRemoval(host.value, client);
    return seeOther(
      path,
      end === 'waiting' || end === 'forgotten' ? { host: shown } : { host: shown, problem: end },
    );
  } catch (error) {
    if (!isPassing(error)) throw error;
    return seeOther(path, { host: shown, problem: 'away' });
  }
}

/** Somebody has kept the address of the form: it leads to the page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return seeOther(pathFor((await params).locale), {});
}

function pathFor(locale: string): string {
  return `/${isLocale(locale) ? locale : defaultLocale}/removal`;
}

/** 303: the answer to a form is a page of its own, which may be asked for again (RFC 9110, section 15.4.4). */
function seeOther(path: string, query: Readonly<Record<string, string>>): Response {
  const search = new URLSearchParams(query).toString();
  return new Response(null, {
    status: 303,
    headers: { location: search === '' ? path : `${path}?${search}`, 'cache-control': 'no-store' },
  });
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}
