import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Bank } from '#domain/bank.ts';
import { canonicalJson } from '#domain/canonical-json.ts';
import {
  bankFaults,
  type Credential,
  checkCredentialSignature,
  makeCredential,
  type SignedCredential,
  signCredential,
} from '#domain/credential.ts';
import type { ReportNumber } from '#domain/report-number.ts';
import { reportRequestSchema } from '#domain/report-request.ts';
import frozen from '../vectors/credential-v1.json' with { type: 'json' };

/** As it stood then: what bank.yaml must hold today is not the point here. */
const bank = frozen.bank as unknown as Bank;
const request = reportRequestSchema.parse(frozen.request);
const privateKey = createPrivateKey({
  key: { ...frozen.publicKey, d: frozen.privateKey },
  format: 'jwk',
});
const publicKey = createPublicKey({ key: frozen.publicKey, format: 'jwk' });
const check = (signed: SignedCredential) =>
  checkCredentialSignature(
    signed,
    (kid, input, signature) => kid === frozen.kid && verify(null, input, publicKey, signature),
  );

function make(overrides: Partial<Parameters<typeof makeCredential>[0]> = {}): Credential {
  return makeCredential({
    bank,
    request,
    number: frozen.number as ReportNumber,
    kid: frozen.kid,
    salt: Buffer.from(frozen.saltHex, 'hex'),
    statusIndex: frozen.statusIndex,
    issuedAt: new Date(frozen.issuedAt),
    demo: frozen.demo,
    ...overrides,
  });
}

describe('the credential, version 1', () => {
  test('has the canonical bytes and the hash it has always had', () => {
    const canonical = canonicalJson(make());
    expect(canonical).toBe(frozen.canonical);
    expect(createHash('sha256').update(canonical).digest('hex')).toBe(frozen.sha256);
  });

  test('takes only the labels from bank.yaml, whatever else it says of a kind', () => {
    const outcomeTaxonomy = bank.outcomeTaxonomy.map((group) => ({
      ...group,
      kinds: Object.fromEntries(
        Object.entries(group.kinds).map(([kind, label]) => [
          kind,
          { ...label, evidence: ['成绩单原件'] },
        ]),
      ),
    }));
    expect(canonicalJson(make({ bank: { ...bank, outcomeTaxonomy } }))).toBe(frozen.canonical);
  });

  test('has the signature it has always had, which anyone can check', async () => {
    const signed = await signCredential(make(), (input) => sign(null, input, privateKey));
    expect(signed.signature).toBe(frozen.signature);
    expect(await check(signed)).toBe(true);
    expect(
      await check({ credential: JSON.parse(frozen.canonical), signature: frozen.signature }),
    ).toBe(true);
  });

  test('is not accepted when anything in it or in its signature has been changed', async () => {
    const { signature } = frozen;
    const [header = '', , value = ''] = signature.split('.');
    const otherHeader = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged: SignedCredential[] = [
      { credential: make({ statusIndex: 42 }), signature },
      { credential: make({ demo: true }), signature },
      { credential: make({ salt: new Uint8Array(16) }), signature },
      { credential: make({ kid: 'another' }), signature },
      { credential: make(), signature: '' },
      { credential: make(), signature: `${header}..` },
      { credential: make(), signature: `${header}..${value}=` },
      { credential: make(), signature: `${header}..${value}.` },
      { credential: make(), signature: `${header}.e30.${value}` },
      { credential: make(), signature: `${otherHeader}..${value}` },
      { credential: make(), signature: `${header}..A${value.slice(1)}` },
    ];
    for (const signed of forged) expect(await check(signed), signed.signature).toBe(false);
  });

  test('shows the last four of the ID number only', () => {
    expect(canonicalJson(make())).not.toContain(frozen.request.holder.idNumber.slice(0, 14));
    expect(make().holder.idNumberLast4).toBe('002X');
  });

  test('freezes labels, and a bank without a label refuses', () => {
    expect(make().outcomes[0]?.labels.kind.zh).toBe('课程');
    expect(bankFaults(bank, request)).toEqual([]);
    const award = { category: 'other', kind: 'award', title: '奖', organisation: '会' } as const;
    const asked = {
      ...request,
      type: 'leisure' as const,
      outcomes: [{ ...award, obtainedOn: '2020-01-01' }],
    };
    expect(bankFaults(bank, asked).map(({ path }) => path)).toEqual([
      '$.type',
      '$.outcomes[0].kind',
    ]);
  });
});

test('the last four characters of an ID number are characters, not halves of them', () => {
  const holder = { ...request.holder, idType: 'other' as const, idNumber: '12345𠮷123' };
  const credential = makeCredential({
    bank,
    request: { ...request, holder },
    number: frozen.request.supersedes as ReportNumber,
    kid: frozen.kid,
    salt: new Uint8Array(16),
    statusIndex: 1,
    issuedAt: new Date('2026-11-22T00:00:00Z'),
    demo: true,
  });
  expect(credential.holder.idNumberLast4).toBe('𠮷123');
});
