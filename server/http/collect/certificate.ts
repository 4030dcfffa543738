/** The certificate of an office that listens with TLS: its own files, or one made once and recognised by its fingerprint. */
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { Problem } from '../../../shared/problems.ts';

export interface Certificate {
  cert: string;
  key: string;
  /** SHA-256 of the certificate, hex. */
  fingerprint: string;
  /** Issued by an authority that every PC knows. Such a one is renewed every few weeks: whoever held its fingerprint would be cut off. */
  isPublic: boolean;
}

/** `self`: made once, kept in the data folder. Files: of a public name or the office's own authority. */
export type TlsChoice = 'self' | { certFile: string; keyFile: string };

/** Ten years: schools hold the fingerprint, so the certificate must not change by itself. */
const LIFE_DAYS = 3650;

/** Raises fileNotReadable { file }, certificateUnusable { file }. */
export async function loadCertificate(choice: TlsChoice, dataDir: string): Promise<Certificate> {
  const files =
    choice === 'self'
      ? { certFile: path.join(dataDir, 'tls-cert.pem'), keyFile: path.join(dataDir, 'tls-key.pem') }
      : choice;
  if (choice === 'self') await makeOnce(files);
  const cert = read(files.certFile);
  const key = read(files.keyFile);
  try {
    return { cert, key, fingerprint: fingerprintOf(cert), isPublic: isPublicChain(cert) };
  } catch {
    throw new Problem('certificateUnusable', { file: path.basename(files.certFile) });
  }
}

function fingerprintOf(cert: string): string {
  return new X509Certificate(cert).fingerprint256.replaceAll(':', '').toLowerCase();
}

/** Does a chain (PEM, the server's own certificate first) end at one of `roots` (PEM)? Dates and names are for the caller of the server to check. */
export function isPublicChain(chain: string, roots: readonly string[] = rootCertificates): boolean {
  const certificates = (chain.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (each) => new X509Certificate(each),
  );
  const isLinked = certificates.every((each, index) => {
    const issuer = certificates[index + 1];
    return issuer === undefined || isIssuedBy(each, issuer);
  });
  const last = certificates.at(-1);
  return isLinked && last !== undefined && roots.some((root) => isIssuedBy(last, new X509Certificate(root)));
}

function isIssuedBy(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** The key is written first and only where none is: two programs that start at once keep one pair. */
async function makeOnce({ certFile, keyFile }: { certFile: string; keyFile: string }): Promise<void> {
  const { generate } = await import('selfsigned');
  try {
    read(certFile);
    return;
  } catch {
    mkdirSync(path.dirname(certFile), { recursive: true });
  }
  const notAfterDate = new Date(Date.now() + LIFE_DAYS * 24 * 3600 * 1000);
  const made = await generate([{ name: 'commonName', value: 'so-may' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notAfterDate,
  });
  writeFileSync(keyFile, made.private, { mode: 0o600 });
  writeFileSync(certFile, made.cert, { mode: 0o600 });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Problem('fileNotReadable', { file: path.basename(file) });
  }
}
