import 'reflect-metadata';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import {
  type Certificate,
  createIssuer,
  createKeys,
  type Issuer,
  issueSelfSigned,
  privateKeyPem,
} from './certificate.ts';

/** The certificates that a simulated server may show; `good`: one of its own, by the authority that is to be trusted. */
export type CertificateKind =
  | 'good'
  | 'expired'
  | 'wrong-name'
  | 'self-signed'
  | 'unknown-authority'
  /** A good one, but nothing newer than TLS 1.0 is spoken. */
  | 'old-version';

/** Vouches for the simulated servers. */
export interface Authority {
  /** In PEM form: what a client has to trust. */
  readonly certificatePem: string;
  /** Certificates made so far. */
  readonly issued: number;
  /** What a TLS server for this name needs; made when first asked for, then kept. Default: `good`. */
  secureContextFor(host: string, kind?: CertificateKind): Promise<SecureContext>;
}

/** A context takes some tens of kilobytes; the certificates alone are kept much longer. */
const maxContexts = 2_000;
/** Some hundred bytes each. Traps have names without end. */
const maxCertificates = 50_000;
/** For `wrong-name`: whom the certificate is for. */
const otherName = 'somebody-else.town';
/** OpenSSL 3 speaks it at its lowest level of security only. */
const oldVersion: SecureContextOptions = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1',
  ciphers: 'DEFAULT@SECLEVEL=0',
};

/** Makes an authority. All servers share one key: what matters here is the name in the certificate. */
export async function createAuthority(): Promise<Authority> {
  const [issuer, leafKeys] = await Promise.all([createIssuer('Simulated fediverse'), createKeys()]);
  const key = await privateKeyPem(leafKeys.privateKey);
  let stranger: Promise<Issuer> | undefined;
  const issue = async (host: string, kind: CertificateKind): Promise<Certificate> => {
    switch (kind) {
      case 'expired':
        return issuer.issue(host, leafKeys, { isExpired: true });
      case 'wrong-name':
        return issuer.issue(otherName, leafKeys);
      case 'self-signed':
        return issueSelfSigned(host, leafKeys);
      case 'unknown-authority':
        stranger ??= createIssuer('Authority that nobody knows');
        return (await stranger).issue(host, leafKeys);
      default:
        return issuer.issue(host, leafKeys);
    }
  };
  return keepContexts(issuer.certificatePem, key, issue);
}

function keepContexts(
  certificatePem: string,
  key: string,
  issue: (host: string, kind: CertificateKind) => Promise<Certificate>,
): Authority {
  const certificates = new Map<string, Promise<Certificate>>();
  const contexts = new Map<string, SecureContext>();
  let issued = 0;
  const certificateFor = (name: string, host: string, kind: CertificateKind) => {
    const known = certificates.get(name);
    if (known !== undefined) return known;
    issued += 1;
    const fresh = issue(host, kind);
    dropOldest(certificates, maxCertificates);
    certificates.set(name, fresh);
    return fresh;
  };
  return {
    certificatePem,
    get issued() {
      return issued;
    },
    async secureContextFor(host, kind = 'good') {
      const name = `${kind} ${host}`;
      const kept = contexts.get(name);
      if (kept !== undefined) return kept;
      const cert = await certificateFor(name, host, kind);
      const context = createSecureContext({ key, cert, ...(kind === 'old-version' ? oldVersion : {}) });
      dropOldest(contexts, maxContexts);
      contexts.set(name, context);
      return context;
    },
  };
}

/** Makes room for one more. */
function dropOldest(kept: Map<string, unknown>, most: number): void {
  const [oldest] = kept.keys();
  if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
}
