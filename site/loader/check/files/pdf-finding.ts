import { inflateSync } from 'node:zlib';
import { isProgram, startsAsProgram } from './file-kinds.ts';

const LARGEST_STREAM = 64 * 1024 * 1024;

export interface FileFinding {
  fault?: string;
  reminder?: string;
}

/**
 * What a PDF (ISO 32000-2) holds besides pages: scripts, actions that start programs, other files, a
 * password. Reads the objects, packed ones too, and leaves pictures and fonts alone.
 */
export function pdfFinding(bytes: Buffer): FileFinding {
  const { objects, embedded, unreadable } = objectsOf(bytes);
  const text = objects.replace(/#([0-9a-f]{2})/gi, (_, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (/\/Encrypt[\s<\d]/.test(text)) {
    return {
      fault: '加了密码或限制，有人会打不开、打印不了。请在原来的软件里去掉密码和权限限制，重新导出',
    };
  }
  if (unreadable) return { fault: '打不开，可能已经损坏。请在原来的软件里重新导出一份 PDF' };
  if (/\/(JavaScript|JS)(?![A-Za-z0-9])/.test(text)) {
    return {
      fault: '带有脚本（JavaScript），不能公布。请用「打印」→「另存为 PDF」导出一份不带脚本的',
    };
  }
  if (/\/(Launch|RichMedia|Movie)(?![A-Za-z0-9])/.test(text)) {
    return { fault: '会启动别的程序或播放多媒体，不能公布。请用「打印」→「另存为 PDF」重新导出' };
  }
  if (fileNames(text).some(isProgram) || embedded.some(startsAsProgram)) {
    return { fault: '里面附有程序文件，不能公布。请删去附件再导出' };
  }
  if (embedded.length > 0) {
    return { reminder: `里面还附有 ${embedded.length} 个文件，会一起公布，请核对是否应当公开` };
  }
  if (/\/XFA(?![A-Za-z0-9])/.test(text)) {
    return { reminder: '是动态表单（XFA），浏览器和手机上打不开，请另存为普通 PDF' };
  }
  return {};
}

/** All of a PDF but its streams; of these, packed objects are unpacked and embedded files begun. */
function objectsOf(bytes: Buffer) {
  const text = bytes.toString('latin1');
  const pieces: string[] = [];
  const embedded: Buffer[] = [];
  const startOfStream = />>\s*stream\r?\n/g;
  let unreadable = false;
  let at = 0;
  for (let match = startOfStream.exec(text); match; match = startOfStream.exec(text)) {
    const start = startOfStream.lastIndex;
    const end = endOfStream(text, start, match.index);
    const before = text.slice(at, match.index + 2);
    const dictionary = before.slice(before.lastIndexOf('obj') + 3);
    pieces.push(before);
    if (/\/Type\s*\/ObjStm\b/.test(dictionary)) {
      const unpacked = inflated(bytes.subarray(start, end), dictionary);
      if (unpacked) pieces.push('\n', unpacked.toString('latin1'), '\n');
      else unreadable = true;
    } else if (/\/EmbeddedFile\b/.test(dictionary)) {
      const data = bytes.subarray(start, end);
      embedded.push(inflated(data, dictionary) ?? data);
    }
    at = end;
    startOfStream.lastIndex = end;
  }
  pieces.push(text.slice(at));
  return { objects: pieces.join(''), embedded, unreadable };
}

function endOfStream(text: string, start: number, before: number): number {
  const [, length] =
    /\/Length\s+(\d+)(?!\s+\d+\s+R)[\s\S]*$/.exec(text.slice(Math.max(0, before - 400), before)) ??
    [];
  const stated = start + Number(length ?? Number.NaN);
  if (/^\s*endstream/.test(text.slice(stated, stated + 16))) return stated;
  const end = text.indexOf('endstream', start);
  return end < 0 ? text.length : end;
}

function inflated(data: Buffer, dictionary: string): Buffer | undefined {
  if (!/\/Filter/.test(dictionary)) return data;
  if (!/\/FlateDecode/.test(dictionary)) return undefined;
  try {
    return inflateSync(data, { maxOutputLength: LARGEST_STREAM });
  } catch {
    return undefined;
  }
}

/** Names of files in file specifications, as bytes or in UTF-16. */
function fileNames(text: string): string[] {
  const names = [
    ...text.matchAll(/\/U?F\s*(?:\(((?:\\[\s\S]|[^\\)]){0,500})\)|<([0-9A-Fa-f\s]{0,1000})>)/g),
  ];
  return names.map(([, plain, hex]) => {
    const raw = plain ?? Buffer.from((hex ?? '').replace(/\s/g, ''), 'hex').toString('latin1');
    return raw.replace(/^þÿ/, '').replaceAll('\0', '').replaceAll('\\', '');
  });
}
