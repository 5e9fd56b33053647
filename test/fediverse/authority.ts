import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import * as x509 from '@peculiar/x509';

/** Vouches for the simulated servers. */
export interface Authority {
  /** In PEM form: what a client has to trust. */
  readonly certificatePem: string;
  /** Certificates made so far. */
  readonly issued: number;
  /** What a TLS server for this name needs; made when first asked for, then kept. */
  secureContextFor(host: string): Promise<SecureContext>;
}

const dayMs = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** A context takes some tens of kilobytes; the certificates alone are kept for good. */
const maxContexts = 2_000;

/** Makes an authority. All servers share one key: what matters here is the name in the certificate. */
export async function createAuthority(): Promise<Authority> {
  const [rootKeys, leafKeys] = await Promise.all([createKeys(), createKeys()]);
  const span = { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 365 * dayMs) };
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: 'CN=Simulated fediverse',
    ...span,
    keys: rootKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const key = await privateKeyPem(leafKeys.privateKey);
  // In this form it is encoded once, not for every certificate.
  const publicKey = await x509.PublicKey.create(leafKeys.publicKey);
  const issue = async (host: string) => {
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      // A common name holds at most 64 characters (RFC 5280, appendix A.1); the alternative name decides anyway.
      subject: 'CN=Simulated server',
      issuer: root.subject,
      ...span,
      publicKey,
      signingKey: rootKeys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }], true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      ],
    });
    return certificate.toString('pem');
  };
  return keepContexts(root.toString('pem'), key, issue);
}

function keepContexts(
  certificatePem: string,
  key: string,
  issue: (host: string) => Promise<string>,
): Authority {
  const certificates = new Map<string, Promise<string>>();
  const contexts = new Map<string, SecureContext>();
  return {
    certificatePem,
    get issued() {
      return certificates.size;
    },
    async secureContextFor(host) {
      const kept = contexts.get(host);
      if (kept !== undefined) return kept;
      const certificate = certificates.get(host) ?? issue(host);
      certificates.set(host, certificate);
      const context = createSecureContext({ key, cert: await certificate });
      const [oldest] = contexts.keys();
      if (contexts.size >= maxContexts && oldest !== undefined) contexts.delete(oldest);
      contexts.set(host, context);
      return context;
    },
  };
}

function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** Positive, and of 64 random bits, as RFC 5280, section 4.1.2.2, and the CA/Browser Forum ask for. */
function serialNumber(): string {
  return `01${randomBytes(8).toString('hex')}`;
}

async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  const lines = pkcs8.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
