/** A kind of file that may be offered for download, and how its bytes show that it is one. */
interface FileKind {
  name: string;
  endings: string[];
  fits: (bytes: Buffer) => boolean;
  /** Whether the file goes on to its end; a broken upload does not. */
  complete?: (bytes: Buffer) => boolean;
}

const starts = (hex: string) => (bytes: Buffer) =>
  bytes.subarray(0, hex.length / 2).toString('hex') === hex;
const isZip = starts('504b0304');
const zipWith = (part: string) => (bytes: Buffer) => isZip(bytes) && bytes.includes(part);
const hasZipEnd = (bytes: Buffer) => bytes.includes(Buffer.from('504b0506', 'hex'));
const isText = (bytes: Buffer) => {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
};
const zip = (name: string, ending: string, part: string): FileKind => ({
  name,
  endings: [ending],
  fits: zipWith(part),
  complete: hasZipEnd,
});

/** More telling kinds before those that would fit as well. */
const KINDS: FileKind[] = [
  {
    name: 'PDF 文档',
    endings: ['pdf'],
    fits: (bytes) => bytes.toString('latin1', 0, 5) === '%PDF-',
    complete: (bytes) => bytes.subarray(-2048).includes('%%EOF'),
  },
  zip('Excel 工作簿', 'xlsx', 'xl/'),
  zip('Word 文档', 'docx', 'word/'),
  zip('PowerPoint 演示文稿', 'pptx', 'ppt/'),
  zip('OFD 版式文档', 'ofd', 'OFD.xml'),
  { name: 'ZIP 压缩包', endings: ['zip'], fits: isZip, complete: hasZipEnd },
  { name: '旧版 Office 文件', endings: ['doc', 'xls', 'ppt'], fits: starts('d0cf11e0') },
  {
    name: 'PNG 图片',
    endings: ['png'],
    fits: starts('89504e470d0a1a0a'),
    complete: (bytes) => bytes.includes('IEND'),
  },
  { name: 'JPG 图片', endings: ['jpg', 'jpeg'], fits: starts('ffd8ff') },
  { name: 'GIF 图片', endings: ['gif'], fits: starts('47494638') },
  {
    name: 'WebP 图片',
    endings: ['webp'],
    fits: (bytes) => starts('52494646')(bytes) && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
  {
    name: 'SVG 图片',
    endings: ['svg'],
    fits: (bytes) => isText(bytes) && bytes.subarray(0, 2048).includes('<svg'),
  },
  { name: '纯文本', endings: ['csv', 'txt'], fits: isText },
];

/** Endings that may be offered, for messages. SVG can carry scripts, so only as a picture. */
const OFFERED = KINDS.flatMap(({ endings }) => endings).filter((ending) => ending !== 'svg');

/** What a file is by its bytes, e.g. `PDF 文档`; nothing when it is of no kind known here. */
export function nameOfBytes(bytes: Buffer): string | undefined {
  return KINDS.find(({ fits, name }) => fits(bytes) && name !== 'SVG 图片')?.name;
}

/**
 * What is wrong with the bytes of a file that is to be published, in Chinese; or nothing.
 * @param ending lower case, without the dot
 * @param use a picture is shown within a page, a file is offered for download
 */
export function faultOfBytes(
  bytes: Buffer,
  ending: string,
  use: 'file' | 'picture',
): string | undefined {
  const kind = KINDS.find(({ endings }) => endings.includes(ending));
  if (!kind || (use === 'file' && !OFFERED.includes(ending))) {
    return `的扩展名是 ${ending}，这种文件不能公布，可用：${OFFERED.join('、')}`;
  }
  if (bytes.length === 0) return '是空文件（0 字节），请换上完整的文件';
  // A small workbook or PDF may well be UTF-8 too, so text is what nothing else fits.
  const found = KINDS.find(({ fits, name }) => fits(bytes) && name !== 'SVG 图片');
  const right = kind.endings.includes('csv') ? found === kind : kind.fits(bytes);
  if (!right) {
    if (kind.endings.includes('csv') && !found) {
      return '不是 UTF-8 编码，别人打开会是乱码。在 Excel 里请另存为「CSV UTF-8（逗号分隔）」，在记事本里另存时编码选「UTF-8」';
    }
    const really = found ? `内容其实是「${found.name}」` : `内容不是「${kind.name}」`;
    return `的扩展名是 ${ending}，${really}，别人打不开。请换上正确的文件；改文件名不能改变格式`;
  }
  if (kind.complete && !kind.complete(bytes)) {
    return `不完整（${kind.name}缺少结尾），可能没有传完，请重新放一份`;
  }
  return undefined;
}
