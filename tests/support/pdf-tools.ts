import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Programs of poppler, qpdf and zbar that check a PDF from outside, where they are installed. */
export const pdfTools = ['pdfsig', 'pdftotext', 'pdftoppm', 'qpdf', 'zbarimg'] as const;
export type PdfTool = (typeof pdfTools)[number];

const found = new Set(pdfTools.filter(isInstalled));
const absent = pdfTools.filter((tool) => !found.has(tool));
let told = false;

/** Whether all these programs are here. Says once, in one line, which ones are not. */
export function havePdfTools(...wanted: PdfTool[]): boolean {
  if (absent.length > 0 && !told) {
    told = true;
    console.warn(`未找到 ${absent.join('、')}：由它们做的 PDF 外部检查这次没有进行。`);
  }
  return wanted.every((tool) => found.has(tool));
}

/** Runs a program on the bytes of a PDF, in a directory that is removed afterwards. */
export async function runOnPdf<T>(
  pdf: Uint8Array,
  work: (file: string, call: (tool: PdfTool, args: string[]) => Promise<string>) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(path.join(tmpdir(), 'jixue-pdf-'));
  const file = path.join(directory, 'report.pdf');
  try {
    await writeFile(file, pdf);
    return await work(file, async (tool, args) => {
      const { stdout } = await run(tool, args, { cwd: directory, maxBuffer: 50_000_000 });
      return stdout;
    });
  } finally {
    await rm(directory, { recursive: true });
  }
}

function isInstalled(tool: PdfTool): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
