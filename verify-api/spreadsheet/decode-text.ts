import { OperatorError } from '#domain/operator-error.ts';

export interface DecodedText {
  text: string;
  encoding: 'UTF-8' | 'UTF-16' | 'GB18030';
}

/**
 * The text of a file as Chinese Windows programs write it. UTF-8 comes first: hardly any GB18030
 * text happens to be valid UTF-8. The byte order mark is dropped.
 * @throws OperatorError when it is neither
 */
export function decodeText(bytes: Buffer): DecodedText {
  const decoded = decode(bytes);
  if (decoded && !decoded.text.includes('\0')) return decoded;
  throw new OperatorError(
    '文件里不是文字，或者编码认不出来（能读 UTF-8 和 GB18030）。请用 Excel 打开，另存为「CSV UTF-8（逗号分隔）」或「Excel 工作簿（.xlsx）」。',
  );
}

function decode(bytes: Buffer): DecodedText | undefined {
  const mark = bytes.toString('hex', 0, 2);
  if (mark === 'fffe') return strictly(bytes, 'utf-16le', 'UTF-16');
  if (mark === 'feff') return strictly(bytes, 'utf-16be', 'UTF-16');
  return strictly(bytes, 'utf-8', 'UTF-8') ?? strictly(bytes, 'gb18030', 'GB18030');
}

function strictly(
  bytes: Buffer,
  label: string,
  encoding: DecodedText['encoding'],
): DecodedText | undefined {
  try {
    return { text: new TextDecoder(label, { fatal: true }).decode(bytes), encoding };
  } catch {
    return undefined;
  }
}
