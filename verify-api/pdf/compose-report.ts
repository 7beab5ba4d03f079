import { createHash } from 'node:crypto';
import { AFRelationship, type PDFDocument, PDFHexString, PDFName } from 'pdf-lib';
import { canonicalBytes } from '#domain/canonical-json.ts';
import type { Credential, SignedCredential } from '#domain/credential.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { deflated, type EmbeddedFace, type EmbedFace } from './embed-typeface.ts';
import { SEAL_RESOURCE } from './layout/closing-block.ts';
import { layOutReport } from './layout/lay-out-report.ts';
import { page } from './layout/theme.ts';
import type { Typefaces } from './load-typefaces.ts';
import type { FontBook, Rgb } from './page-canvas.ts';
import type { SealImage } from './seal-image.ts';
import type { Typeface } from './typeface.ts';

export const ATTACHMENT_NAME = 'credential.json';

/** Without `signed` it is a preview: marked as such, nothing attached, no seal. */
export interface ComposeInput {
  credential: Credential;
  signed?: SignedCredential;
  code: string;
  verifyUrl: string;
}

export interface ComposeParts {
  faces: Typefaces;
  embed: EmbedFace;
  now: Date;
  seal?: SealImage;
  accent?: Rgb;
}

/** Fills an empty document with a report and its attached credential; the signature is yet to come. */
export async function composeReport(
  document: PDFDocument,
  input: ComposeInput,
  { faces, embed, now, seal, accent }: ComposeParts,
): Promise<void> {
  const fonts = openFontBook(document, embed);
  const preview = input.signed === undefined;
  const look = { preview, ...(seal && { seal }), ...(accent && { accent }) };
  const pages = layOutReport({ ...input, ...look }, faces, fonts);
  describe(document, input, now);
  const { context } = document;
  const resources = context.obj({ Font: context.obj(fonts.finish()) });
  const resourcesRef = context.register(resources);
  if (seal)
    resources.set(PDFName.of('XObject'), context.obj({ [SEAL_RESOURCE]: seal.embed(context) }));
  for (const canvas of pages.canvases) {
    const sheet = document.addPage([page.width, page.height]);
    sheet.node.set(PDFName.of('Resources'), resourcesRef);
    const content = Buffer.from(canvas.content(), 'latin1');
    sheet.node.set(PDFName.of('Contents'), deflated(context, content, {}));
  }
  if (input.signed !== undefined) await attachCredential(document, input.signed, now);
}

function openFontBook(document: PDFDocument, embed: EmbedFace) {
  const opened = new Map<Typeface, { name: string; embedded: EmbeddedFace }>();
  const open = (face: Typeface) => {
    const known = opened.get(face);
    if (known) return known;
    const made = { name: `F${opened.size + 1}`, embedded: embed(document.context, face) };
    opened.set(face, made);
    return made;
  };
  return {
    name: (face) => open(face).name,
    encode: (face, glyphs) => open(face).embedded.encode(glyphs),
    finish() {
      const all = [...opened.values()];
      for (const { embedded } of all) embedded.finish();
      return Object.fromEntries(all.map(({ name, embedded }) => [name, embedded.ref]));
    },
  } satisfies FontBook & { finish(): unknown };
}

function describe(document: PDFDocument, { credential, signed }: ComposeInput, now: Date): void {
  const { issuer, typeLabel, number } = credential;
  document.setTitle(`${typeLabel.zh} ${formatReportNumber(number)}`, {
    showInWindowTitleBar: true,
  });
  document.setSubject(typeLabel.en);
  document.setAuthor(issuer.name);
  document.setCreator('Jixue');
  document.setProducer('Jixue, pdf-lib');
  document.setLanguage('zh-CN');
  document.setCreationDate(now);
  document.setModificationDate(now);
  const id = createHash('sha256')
    .update(canonicalBytes(signed ?? credential))
    .digest('hex')
    .slice(0, 32);
  document.context.trailerInfo.ID = document.context.obj([
    PDFHexString.of(id),
    PDFHexString.of(id),
  ]);
}

async function attachCredential(document: PDFDocument, signed: SignedCredential, now: Date) {
  await document.attach(canonicalBytes(signed), ATTACHMENT_NAME, {
    mimeType: 'application/json',
    description: 'Signed credential (RFC 8785, RFC 7515 detached)',
    creationDate: now,
    modificationDate: now,
    afRelationship: AFRelationship.Data,
  });
}
