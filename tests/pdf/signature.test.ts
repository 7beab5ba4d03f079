import { generateKeyPairSync } from 'node:crypto';
import { PDFDocument, PDFName } from 'pdf-lib';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalBytes, canonicalJson } from '#domain/canonical-json.ts';
import { createPrinter } from '../../verify-api/pdf/create-printer.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { readReportPdf, UnreadablePdfError } from '../../verify-api/pdf/read-report-pdf.ts';
import { courses, mixedOutcomes, sampleReport } from './sample-report.ts';
import { openTestPrinter } from './test-printer.ts';

let printer: Awaited<ReturnType<typeof openTestPrinter>>;
let pdf: Uint8Array;
beforeAll(async () => {
  printer = await openTestPrinter();
  pdf = await printer.print(await sampleReport({ outcomes: mixedOutcomes() }));
});

const GOOD = { count: 1, coversWholeFile: true, digestOk: true, signatureOk: true };

describe('a report as issued', () => {
  test('is signed once, as a whole, with the certificate given', async () => {
    const { signature } = await readReportPdf(pdf);
    expect(signature).toMatchObject(GOOD);
    expect(signature.certificatePem?.trim()).toBe(printer.certPem.trim());
    expect(signature.subject).toContain('O=华东学分银行');
    expect(signature.subject).toContain('OU=DEMO 演示');
  });

  test('carries the credential, byte for byte its RFC 8785 form', async () => {
    const { signed } = await sampleReport({ outcomes: mixedOutcomes() });
    const { signedCredential } = await readReportPdf(pdf);
    expect(canonicalJson(signedCredential)).toBe(canonicalJson(signed));
    const document = await PDFDocument.load(pdf);
    expect(document.catalog.get(PDFName.of('AF'))).toBeDefined();
  });

  test('of 500 rows is read back too', async () => {
    const many = await printer.print(await sampleReport({ outcomes: courses(500) }));
    const { signature, signedCredential } = await readReportPdf(many);
    expect(signature).toMatchObject(GOOD);
    expect(signedCredential?.credential.outcomes).toHaveLength(500);
  });

  test('differs from another printing of it in its signature alone', async () => {
    const again = await printer.print(await sampleReport({ outcomes: mixedOutcomes() }));
    expect(withoutContents(again)).toBe(withoutContents(pdf));
  });

  test('claims its time in /M and not in the signature', () => {
    const text = Buffer.from(pdf).toString('latin1');
    expect(text).toContain('/M (D:20261121010500Z)');
    expect(text).toContain('/SubFilter /ETSI.CAdES.detached');
    expect(text).not.toContain(SIGNING_TIME_OID);
    expect(contentsOf(pdf).toLowerCase()).not.toContain(SIGNING_TIME_OID);
    expect(contentsOf(pdf).toLowerCase()).toContain(SIGNING_CERTIFICATE_V2_OID);
  });
});

/** The DER of 1.2.840.113549.1.9.5 and of 1.2.840.113549.1.9.16.2.47. */
const SIGNING_TIME_OID = '06092a864886f70d010905';
const SIGNING_CERTIFICATE_V2_OID = '060b2a864886f70d010910022f';

function contentsOf(bytes: Uint8Array): string {
  return /\/Contents <([0-9A-Fa-f]+)>/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? '';
}

function withoutContents(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1').replace(contentsOf(bytes), '');
}

/** A report changed by hand; what the reader must say of it. */
describe('a changed report is not taken for the original', () => {
  const text = (change: (text: string) => string) =>
    Buffer.from(change(Buffer.from(pdf).toString('latin1')), 'latin1');
  const byte = (at: number) => {
    const copy = Uint8Array.from(pdf);
    copy[at] = (copy[at] as number) ^ 1;
    return copy;
  };
  const resaved = async (change: (document: PDFDocument) => Promise<void> | void) => {
    const document = await PDFDocument.load(pdf, { updateMetadata: false });
    await change(document);
    return document.save({ useObjectStreams: false });
  };
  const fakes: [string, () => Uint8Array | Promise<Uint8Array>][] = [
    ['a line break appended', () => Buffer.concat([pdf, Buffer.from('\n')])],
    ['a comment appended', () => Buffer.concat([pdf, Buffer.from('\n% more\n')])],
    ['an empty revision appended', () => Buffer.concat([pdf, Buffer.from(revision(''))])],
    [
      'a revision with another credential appended',
      () => Buffer.concat([pdf, Buffer.from(revision('2 0 obj\n<< /Type /Catalog >>\nendobj\n'))]),
    ],
    ['a byte of the first page changed', () => byte(400)],
    ['the byte before the signature changed', () => byte(gapOf(pdf)[0] - 1)],
    ['a byte near the end changed', () => byte(pdf.length - 8)],
    ['the last byte cut off', () => pdf.slice(0, -1)],
    [
      'the signature emptied',
      () => text((t) => t.replace(contentsOf(pdf), '0'.repeat(contentsOf(pdf).length))),
    ],
    [
      'a digit of the signature value changed',
      () => byte(gapOf(pdf)[0] + 1 + signatureDigits(pdf) - 20),
    ],
    [
      'the byte range shortened',
      () =>
        text((t) =>
          t.replace(/(\/ByteRange \[0 \d+ \d+ )(\d+)/, (_, a, b) => `${a}${Number(b) - 9}`),
        ),
    ],
    ['text smuggled into the gap', () => text((t) => t.replace(/00000000>/, '0 (text)>'))],
    [
      'the signature removed',
      () =>
        resaved((document) => {
          document.catalog.delete(PDFName.of('AcroForm'));
          document.catalog.delete(PDFName.of('Perms'));
          for (const [ref, object] of document.context.enumerateIndirectObjects()) {
            if (String(object).includes('/ByteRange')) document.context.delete(ref);
          }
        }),
    ],
    [
      'the attachment replaced',
      () =>
        resaved(async (document) => {
          const { signed } = await sampleReport({ outcomes: courses(2) });
          document.catalog.delete(PDFName.of('Names'));
          await document.attach(canonicalBytes(signed), 'credential.json', {});
        }),
    ],
    ['saved again by another program', () => resaved(() => undefined)],
  ];
  test.each(fakes)('%s', async (_, make) => {
    const changed = await make();
    expect(Buffer.from(changed).equals(pdf)).toBe(false);
    let read: Awaited<ReturnType<typeof readReportPdf>>;
    try {
      read = await readReportPdf(changed);
    } catch (error) {
      expect(error).toBeInstanceOf(UnreadablePdfError);
      return;
    }
    const { count, coversWholeFile, digestOk, signatureOk } = read.signature;
    expect({ count, coversWholeFile, digestOk, signatureOk }).not.toEqual(GOOD);
  });

  test('any one of 300 bytes over the file', async () => {
    for (let at = 40; at < pdf.length; at += Math.ceil(pdf.length / 300)) {
      const answer = await readReportPdf(byte(at)).catch(() => undefined);
      if (answer === undefined || isPadding(at)) continue;
      const { count, coversWholeFile, digestOk, signatureOk } = answer.signature;
      expect({ count, coversWholeFile, digestOk, signatureOk }, `byte ${at}`).not.toEqual(GOOD);
    }
  });

  /** Zeroes behind the signature mean nothing and are covered by nothing. */
  function isPadding(at: number): boolean {
    const [start, end] = gapOf(pdf);
    return at > start + signatureDigits(pdf) && at < end;
  }
});

/** An incremental update (ISO 32000-1 section 7.5.6) of one object or none. */
function revision(object: string): string {
  return `\n${object}xref\n0 0\ntrailer\n<< /Size 3 /Root 2 0 R >>\nstartxref\n0\n%%EOF\n`;
}

function gapOf(bytes: Uint8Array): [number, number] {
  const start = Buffer.from(bytes).toString('latin1').indexOf('/Contents <') + '/Contents '.length;
  return [start, start + contentsOf(bytes).length + 2];
}

/** Hex digits of the CMS structure itself: its DER says how long it is. */
function signatureDigits(bytes: Uint8Array): number {
  const contents = contentsOf(bytes);
  return (4 + Number.parseInt(contents.slice(4, 8), 16)) * 2;
}

describe('the reader', () => {
  test.each([
    ['nothing', new Uint8Array()],
    ['text', Buffer.from('not a PDF')],
    ['a header alone', Buffer.from('%PDF-1.7\n')],
    ['compressed object streams', Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Obj#53tm >>\nendobj')],
    ['too much', new Uint8Array(5_000_001)],
  ])('refuses %s', async (_, bytes) => {
    await expect(readReportPdf(bytes)).rejects.toThrow(UnreadablePdfError);
  });

  test('finds no signature where there is none', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    const read = await readReportPdf(await document.save({ useObjectStreams: false }));
    expect(read.signedCredential).toBeUndefined();
    expect(read.signature).toMatchObject({ count: 0, coversWholeFile: false, digestOk: false });
  });

  test.each([
    ['not JSON', '{'],
    ['not canonical', '{ "credential": {}, "signature": "" }'],
    ['another member', '{"credential":{},"more":1,"signature":""}'],
    ['no credential', '{"credential":null,"signature":""}'],
  ])('takes no credential.json that is %s', async (_, json) => {
    const document = await PDFDocument.create();
    document.addPage();
    await document.attach(Buffer.from(json), 'credential.json', {});
    const read = await readReportPdf(await document.save({ useObjectStreams: false }));
    expect(read.signedCredential).toBeUndefined();
  });

  test('takes none of two', async () => {
    const document = await PDFDocument.create();
    document.addPage();
    for (let i = 0; i < 2; i += 1) {
      await document.attach(Buffer.from('{"credential":{},"signature":""}'), 'credential.json', {});
    }
    const read = await readReportPdf(await document.save({ useObjectStreams: false }));
    expect(read.signedCredential).toBeUndefined();
  });
});

describe('the key', () => {
  test('of another certificate is refused', async () => {
    const other = await makeDemoCertificate({ commonName: '甲', organisation: '乙' });
    const pair = { certPem: printer.certPem, keyPem: other.keyPem };
    await expect(createPrinter({ ...pair, clock: () => new Date() })).rejects.toThrow(
      'does not belong',
    );
  });

  test('that is neither RSA nor EC is refused', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const pair = { certPem: printer.certPem, keyPem };
    await expect(createPrinter({ ...pair, clock: () => new Date() })).rejects.toThrow(TypeError);
  });

  test('in a PEM without a certificate is refused', async () => {
    const pair = { certPem: 'none', keyPem: printer.keyPem };
    await expect(createPrinter({ ...pair, clock: () => new Date() })).rejects.toThrow(TypeError);
  });
});
