import { OperatorError } from '#domain/operator-error.ts';
import { type ZipPart, zipParts } from '#spreadsheet/zip-parts.ts';
import { isProgram } from './file-kinds.ts';
import { DAMAGED, isPackedProgram, MACROS, PASSWORD } from './old-office-fault.ts';
import { oleEntries } from './ole-file.ts';

/** Unpacked, an attachment is hardly ever larger; a bomb is. */
const UNPACKED_LIMIT = 300 * 1024 * 1024;
const OFFICE = /\.(docx|xlsx|pptx)$/i;

/** What keeps a ZIP file from being published: one of Office (ECMA-376), OFD, or a plain archive. */
export function zipFault(bytes: Buffer, ending: string): string | undefined {
  try {
    const parts = zipParts(bytes, UNPACKED_LIMIT);
    if ([...parts.values()].some(({ encrypted }) => encrypted)) return PASSWORD;
    if (ending === 'zip') return archiveFault(parts);
    return OFFICE.test(`.${ending}`) ? officeFault(parts) : programIn(parts);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    return error.message.includes('太大') ? '解开后太大（超过 300 MB），请拆成几个文件' : DAMAGED;
  }
}

type Parts = ReadonlyMap<string, ZipPart>;

function officeFault(parts: Parts, depth = 0): string | undefined {
  const types = parts.get('[Content_Types].xml')?.text() ?? '';
  const names = [...parts.keys()];
  if (/macroEnabled|vbaProject|macrosheet/i.test(types)) return MACROS;
  if (names.some((name) => /(^|\/)vba(Project|Data)|macrosheets\//i.test(name))) return MACROS;
  if (/activeX/i.test(types) || names.some((name) => /activeX\//i.test(name))) {
    return '带有 ActiveX 控件（程序），不能公布。请删去控件，或另存为 PDF';
  }
  for (const [name, part] of parts) {
    const fault = /\.rels$/i.test(name)
      ? faultOfTargets(part.text())
      : /(^|\/)(document|externalLink\d*)\.xml$/i.test(name)
        ? faultOfCommands(part.text())
        : embeddedFault(name, part, depth);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** A template or object that is fetched from elsewhere when the file is opened. */
function faultOfTargets(rels: string): string | undefined {
  for (const [tag] of rels.matchAll(/<(?:\w+:)?Relationship\b[^<>]*>/g)) {
    const isFetched =
      /Type\s*=\s*["'][^"']*\/(attachedTemplate|oleObject|subDocument|frame)["']/.test(tag);
    const isRemote = /Target\s*=\s*["']\s*(https?:|ftp:|file:\/\/[^/]|\\\\|mhtml:)/i.test(tag);
    if (isFetched && isRemote) {
      return '打开时会从别处取模板或对象，可能被用来传播病毒，不能公布。请另存为 PDF，或把内容复制到新文件里';
    }
  }
  return undefined;
}

/** Fields and links that start another program (DDE). */
function faultOfCommands(xml: string): string | undefined {
  const starts = /<(?:\w+:)?ddeLink\b|<(?:\w+:)?instrText[^<>]*>\s*DDE(AUTO)?\s|w:instr="\s*DDE/i;
  return starts.test(xml)
    ? '打开时会启动别的程序（DDE），不能公布。请删去这类域或链接，或另存为 PDF'
    : undefined;
}

function embeddedFault(name: string, part: ZipPart, depth: number): string | undefined {
  if (isProgram(name) && !/\.svg$/i.test(name)) return `里面有程序「${lastPart(name)}」，不能公布`;
  if (!/embeddings\//i.test(name)) return undefined;
  const bytes = part.bytes();
  if (bytes.toString('hex', 0, 4) === '504b0304' && depth < 2) {
    return officeFault(zipParts(bytes, UNPACKED_LIMIT), depth + 1);
  }
  if (bytes.toString('hex', 0, 4) !== 'd0cf11e0') return undefined;
  try {
    const entries = oleEntries(bytes);
    if (entries.some((entry) => entry.name === '_VBA_PROJECT')) return MACROS;
    return entries.some(isPackedProgram) ? '里面嵌有程序文件，不能公布。请删去再放' : undefined;
  } catch (error) {
    if (error instanceof RangeError) return DAMAGED;
    throw error;
  }
}

function programIn(parts: Parts): string | undefined {
  const found = [...parts.keys()].find((name) => isProgram(name) && !/\.svg$/i.test(name));
  return found === undefined ? undefined : `里面有程序「${lastPart(found)}」，不能公布`;
}

function archiveFault(parts: Parts): string | undefined {
  for (const [name, part] of parts) {
    if (/(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:/i.test(name)) {
      return `里面的文件名「${name}」会把文件放到别处，不能公布。请重新压缩`;
    }
    if (isProgram(name)) return `里面有程序「${lastPart(name)}」，不能公布。请删去再压缩`;
    if (/\.(zip|rar|7z|tar|gz|tgz|bz2|xz|cab)$/i.test(name)) {
      return `里面还有压缩包「${lastPart(name)}」，不能检查。请先解开再压缩`;
    }
    const fault = OFFICE.test(name)
      ? officeFault(zipParts(part.bytes(), UNPACKED_LIMIT))
      : undefined;
    if (fault !== undefined) return `里面的「${lastPart(name)}」${fault}`;
  }
  return undefined;
}

function lastPart(name: string): string {
  return name.split('/').at(-1) ?? name;
}
