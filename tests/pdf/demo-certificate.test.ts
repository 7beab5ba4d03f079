import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';

test('a demonstration certificate says that it is one, and holds its own key for ten years', async () => {
  const subject = { commonName: '某某学分银行', organisation: '某某中心, "甲" + 乙' };
  const { certPem, keyPem } = await makeDemoCertificate(subject, new Date('2026-11-21T01:05:00Z'));
  const certificate = new X509Certificate(certPem);
  expect(certificate.subject).toContain('CN=某某学分银行 DEMO 演示');
  expect(certificate.subject).toContain('OU=DEMO 演示');
  expect(certificate.toLegacyObject().subject.O).toBe(subject.organisation);
  expect(certificate.subject).toBe(certificate.issuer);
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(keyPem))).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  expect(certificate.ca).toBe(false);
  expect(certificate.validFromDate.toISOString()).toBe('2026-11-21T01:05:00.000Z');
  expect(certificate.validToDate.toISOString()).toBe('2036-11-21T01:05:00.000Z');
  // KeyUsage, critical: digitalSignature and nonRepudiation (RFC 5280 section 4.2.1.3).
  expect(certificate.raw.toString('hex')).toContain('0603551d0f0101ff0404030206c0');
});

test('two certificates have two serial numbers', async () => {
  const make = () => makeDemoCertificate({ commonName: '甲', organisation: '乙' });
  const [one, two] = await Promise.all([make(), make()]);
  expect(new X509Certificate(one.certPem).serialNumber).not.toBe(
    new X509Certificate(two.certPem).serialNumber,
  );
});
