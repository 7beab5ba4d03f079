import { isResidentId } from '#domain/resident-id.ts';

export interface TextFinding {
  /** Whether it keeps the content from being published. */
  fault: boolean;
  message: string;
}

/** What Word and WPS leave in what is pasted. */
export const FROM_WORD = /\bmso-[a-z-]+|<\/?o:p>|StartFragment|class="?Mso/i;

/** What other programs leave in a text, and readers see as boxes or gaps. */
export function faultsOfText(text: string): TextFinding[] {
  const messages = LEFTOVERS.filter(({ sign }) => sign.test(text)).map(({ message }) => message);
  return messages.map((message) => ({ fault: true, message }));
}

const LEFTOVERS = [
  {
    sign: FROM_WORD,
    message: '有 Word 带来的格式代码，读者会看到乱码。请删去，或从 Word 里重新粘贴成纯文字',
  },
  {
    sign: /[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/u,
    message:
      '有 Word 的私用符号（多半是项目符号），别人看到的是方块。请删去，列表请每行以「- 」开头',
  },
  {
    sign: /(?:&nbsp;|\u00a0){2}/i,
    message: '用一串空格（&nbsp;）排版，换了屏幕就会错位。请删去，分栏请用表格',
  },
  { sign: /\ufffd/, message: '有乱码（�），请把这里重新写一遍' },
  {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    sign: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/,
    message: '有看不见的控制符，请把这一行删去，重新打一遍',
  },
];

/** Examples that the standard itself prints (GB 11643). */
const PRINTED = ['11010519491231002X', '440524188001010014'];
const RESIDENT_ID = /(?<![\dA-Za-z])(\d{6})[ -]?(\d{8})[ -]?(\d{3}[\dX])(?![\dA-Za-z])/gi;
const MOBILE = /(?<![\dA-Za-z.-])1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\dA-Za-z-])/g;

/** Numbers of persons that slipped in: a resident identity number keeps a text back, a telephone does not. */
export function personalNumbers(text: string): TextFinding[] {
  if (!/[\d０-９]{4}/.test(text)) return [];
  const plain = text.normalize('NFKC');
  const found: TextFinding[] = [];
  for (const [, ...parts] of plain.matchAll(RESIDENT_ID)) {
    const number = parts.slice(0, 3).join('').toUpperCase();
    if (!isResidentId(number) || PRINTED.includes(number)) continue;
    const message = `有身份证号码（${number.slice(0, 3)}…${number.slice(-2)}），公开后收不回来。请删去，或只留后四位`;
    found.push({ fault: true, message });
  }
  for (const [number] of plain.matchAll(MOBILE)) {
    const message = `像是手机号码（${number.slice(0, 3)}…${number.slice(-2)}）。是办公电话就不用改，是个人的请删去`;
    found.push({ fault: false, message });
  }
  return found;
}
