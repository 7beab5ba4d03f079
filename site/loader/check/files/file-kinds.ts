/** Endings of files that do something when they are opened. */
const PROGRAMS =
  /\.(exe|com|scr|pif|msi|msp|bat|cmd|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|jar|lnk|url|reg|dll|cpl|sys|inf|chm|apk|app|dmg|pkg|deb|rpm|sh|bash|py|pl|rb|php|jsp|asp|aspx|html?|xhtml|mht|mhtml|svg|swf|docm|dotm|xlsm|xltm|xlam|xlsb|xll|pptm|potm|ppsm|ppam|sldm|iso|img|vhdx?)$/i;

export function isProgram(name: string): boolean {
  return PROGRAMS.test(name.trim());
}

/** Starts of programs: Windows, Linux, macOS. */
export function startsAsProgram(bytes: Buffer): boolean {
  const start = bytes.toString('hex', 0, 4);
  return (
    start.startsWith('4d5a') || ['7f454c46', 'cffaedfe', 'feedfacf', 'cafebabe'].includes(start)
  );
}
