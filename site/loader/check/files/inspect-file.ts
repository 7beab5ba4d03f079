import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { faultOfBytes } from '#spreadsheet/file-signatures.ts';
import { keepMadeOfFiles } from '../../made-of-file.ts';
import { fileNameFault } from './file-name-fault.ts';
import { hiddenNumberFault } from './hidden-numbers.ts';
import { zipFault } from './office-fault.ts';
import { isLocked, oldOfficeFault, PASSWORD } from './old-office-fault.ts';
import { type FileFinding, pdfFinding } from './pdf-finding.ts';
import { pictureFault } from './picture-fault.ts';

export const LARGEST_FILE = 20 * 1024 * 1024;

/** The same bytes are not judged twice. */
const kept = keepMadeOfFiles<FileFinding>(20_000);

/**
 * Judges a file that is to be published: its name, size, what it really is and what hides in it. What is
 * found follows on the file's name in a sentence: `附件「表.doc」带有宏……`.
 * @param name as it lies beside its entry
 * @param use a picture is shown within a page, a file is offered for download
 */
export function inspectFile(path: string, name: string, use: 'file' | 'picture'): FileFinding {
  const nameFault = fileNameFault(name);
  if (nameFault !== undefined) return { fault: `：${nameFault}` };
  const bytes = statSync(path).size;
  if (bytes > LARGEST_FILE) {
    const size = (bytes / 1024 / 1024).toFixed(1);
    return {
      fault: `有 ${size} MB，上限 20 MB。请压缩其中的图片（Word、PDF 软件里选「最小文件大小」），或拆成几个文件`,
    };
  }
  const ending = extname(name).slice(1).toLowerCase();
  return kept(path, `${ending} ${use}`, () => inspectBytes(readFileSync(path), ending, use));
}

function inspectBytes(bytes: Buffer, ending: string, use: 'file' | 'picture'): FileFinding {
  if (isLocked(bytes, ending)) return { fault: PASSWORD };
  const fault = faultOfBytes(bytes, ending, use) ?? faultWithin(bytes, ending, use);
  if (fault !== undefined) return { fault };
  return ending === 'pdf' ? pdfFinding(bytes) : {};
}

function faultWithin(bytes: Buffer, ending: string, use: 'file' | 'picture'): string | undefined {
  if (use === 'picture') return pictureFault(bytes, ending);
  if (['doc', 'xls', 'ppt'].includes(ending)) return oldOfficeFault(bytes, ending);
  const packed = ['docx', 'xlsx', 'pptx', 'ofd', 'zip'].includes(ending);
  return (packed ? zipFault(bytes, ending) : undefined) ?? hiddenNumberFault(bytes, ending);
}
