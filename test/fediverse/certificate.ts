import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A certificate in PEM form. */
export type Certificate = string;

/** Who signs certificates. */
export interface Issuer {
  readonly certificatePem: Certificate;
  /** A certificate for one name. Expired: it was good until yesterday. */
  issue(
    host: string,
    keys: webcrypto.CryptoKeyPair,
    options?: { readonly isExpired?: boolean },
  ): Promise<Certificate>;
}

const dayMs = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** A common name holds at most 64 characters (RFC 5280, appendix A.1); the alternative name decides anyway. */
const subject = 'CN=Simulated server';

const daysFromNow = (days: number) => new Date(Date.now() + days * dayMs);
const current = () => ({ notBefore: daysFromNow(-1), notAfter: daysFromNow(365) });
const expired = () => ({ notBefore: daysFromNow(-90), notAfter: daysFromNow(-1) });

/** Makes an issuer with a key and a root certificate of its own. */
export async function createIssuer(commonName: string): Promise<Issuer> {
  const keys = await createKeys();
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: `CN=${commonName}`,
    ...current(),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  const encoded = new Map<webcrypto.CryptoKey, Promise<x509.PublicKey>>();
  return {
    certificatePem: root.toString('pem'),
    async issue(host, { publicKey }, { isExpired = false } = {}) {
      // In this form a key is encoded once, not for every certificate.
      const known = encoded.get(publicKey) ?? x509.PublicKey.create(publicKey);
      encoded.set(publicKey, known);
      const certificate = await x509.X509CertificateGenerator.create({
        serialNumber: serialNumber(),
        subject,
        issuer: root.subject,
        ...(isExpired ? expired() : current()),
        publicKey: await known,
        signingKey: keys.privateKey,
        signingAlgorithm: algorithm,
        extensions: extensionsFor(host),
      });
      return certificate.toString('pem');
    },
  };
}

/** A certificate that nobody vouches for but its owner. */
export async function issueSelfSigned(host: string, keys: webcrypto.CryptoKeyPair): Promise<Certificate> {
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: subject,
    ...current(),
    keys,
    signingAlgorithm: algorithm,
    extensions: extensionsFor(host),
  });
  return certificate.toString('pem');
}

function extensionsFor(host: string): x509.Extension[] {
  return [
    new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }], true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
  ];
}

/** A key pair for certificates. */
export function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

/** Positive, and of 64 random bits, as RFC 5280, section 4.1.2.2, and the CA/Browser Forum ask for. */
function serialNumber(): string {
  return `01${randomBytes(8).toString('hex')}`;
}

/** A private key in PEM form. */
export async function privateKeyPem(key: webcrypto.CryptoKey): Promise<string> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  const lines = pkcs8.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`;
}
