import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** A key and its certificate, both in PEM form. */
export interface Identity {
  readonly keyPem: string;
  readonly certificatePem: string;
}

/** What a certificate is to say. */
export interface CertificateOptions {
  readonly names: readonly string[];
  /** Default: from yesterday. */
  readonly notBefore?: Date;
  /** Default: until tomorrow. */
  readonly notAfter?: Date;
}

/** An authority of our own, in memory. */
export interface Authority {
  readonly certificatePem: string;
  issue(options: CertificateOptions): Promise<Identity>;
}

const dayMs = 86_400_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** Makes an authority that can vouch for any name. */
export async function createAuthority(): Promise<Authority> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const root = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: '01',
    name: `CN=A test authority ${crypto.randomUUID()}`,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + dayMs),
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 1, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
    ],
  });
  return {
    certificatePem: root.toString('pem'),
    issue: (options) => issue(options, { issuer: root.subject, signingKey: keys.privateKey }),
  };
}

/** A certificate that vouches for itself. */
export async function createSelfSigned(options: CertificateOptions): Promise<Identity> {
  return issue(options, null);
}

async function issue(
  { names, notBefore, notAfter }: CertificateOptions,
  by: { readonly issuer: string; readonly signingKey: webcrypto.CryptoKey } | null,
): Promise<Identity> {
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const subject = `CN=${names[0]}`;
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: Date.now().toString(16),
    subject,
    issuer: by?.issuer ?? subject,
    notBefore: notBefore ?? new Date(Date.now() - dayMs),
    notAfter: notAfter ?? new Date(Date.now() + dayMs),
    publicKey: keys.publicKey,
    signingKey: by?.signingKey ?? keys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: 'dns', value }))),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    ],
  });
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  const lines = pkcs8.match(/.{1,64}/g) ?? [];
  return {
    keyPem: `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----\n`,
    certificatePem: certificate.toString('pem'),
  };
}
