const LONGEST_NAME = 100;
const MOST_BYTES = 200;

/** What is wrong with the name of a file, of an entry or beside one; Chinese names are fine. */
export function fileNameFault(name: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]/.test(name)) {
    return '文件名里有看不见的字符或乱码，请重新命名';
  }
  if (/[<>:"/\\|?*#%]/.test(name)) {
    return '文件名里不能有 < > : " / \\ | ? * # % 这些符号，请重新命名';
  }
  if (/^[\s.]|[\s.]$|\.\./.test(name)) {
    return '文件名的开头和结尾不能是空格或点，中间不能有两个点，请重新命名';
  }
  if (/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)) {
    return '这个文件名在 Windows 上不能用，请重新命名';
  }
  if ([...name].length > LONGEST_NAME || Buffer.byteLength(name) > MOST_BYTES) {
    return `文件名太长（上限 ${LONGEST_NAME} 个字符，汉字约 60 个），请改短`;
  }
  return undefined;
}
