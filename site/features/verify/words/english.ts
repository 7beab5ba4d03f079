import { type NumberFault, parseReportNumber } from '#domain/report-number.ts';
import { parseVerificationCode } from '#domain/verification-code.ts';
import type { VerifyWords } from './chinese.ts';

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

function date(text: string): string {
  const [year, month = 1, day] = text.split('-').map(Number);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** The time in China (UTC+8), as on the Chinese page. */
function time(instant: Date): string {
  const local = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return `${date(local.slice(0, 10))}, ${local.slice(11, 16)} (Beijing time, UTC+8)`;
}

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

const numberFaults: Record<NumberFault['reason'], string> = {
  'id-number':
    'This looks like an ID card number, not a report number. The report number has 20 digits and stands at the top right of the first page.',
  'not-digits': 'A report number has digits only. Please check for letters, such as O for 0.',
  empty: 'Please enter the report number: 20 digits, at the top right of the first page.',
  'too-long': 'This is too long. Please paste the report number only.',
  length: 'A report number has 20 digits. Please check for a missing or an extra one.',
  several: 'There is more than one report number here. Please check one report at a time.',
  'check-digits':
    'The report number is mistyped: one digit may be wrong, or two neighbours swapped. Please compare it with the report digit by digit.',
};

const codeFaults: Record<Parameters<VerifyWords['codeFault']>[0], string> = {
  empty: 'Please enter the verification code: 16 letters and digits, below the report number.',
  'too-long': 'This is too long. Please enter the 16 characters only.',
  length: 'A verification code has 16 letters and digits. Please check for a missing or extra one.',
  character: 'A verification code has digits and capital letters other than I, L, O and U.',
};

const tryAgain = 'So nothing was looked up. Please correct it and verify again.';
const neither = 'This does not mean that the report is false, nor that it is genuine.';

/** As `chineseWords`, for employers abroad. What a report itself says stays in its own language. */
export const englishWords: VerifyWords = {
  lang: 'en',
  date,
  time,
  results: {
    valid: 'Genuine and valid',
    revoked: 'Revoked',
    superseded: 'Replaced',
    expired: 'Expired',
  },
  reasons: {
    'materials-untrue': 'the materials were untrue',
    'issued-in-error': 'issued in error',
    'outcome-withdrawn': 'the learning outcome was withdrawn',
    'holder-request': 'at the holder’s request',
    other: 'another reason',
  },
  sentences: {
    valid: (issuer) =>
      issuer === undefined
        ? 'We issued a report with this number, and it is valid today.'
        : `This report was issued by ${issuer} and is valid today.`,
    revoked: (on, reason) =>
      `This report was revoked${on ? ` on ${on}` : ''}${reason ? `; reason: ${reason}` : ''}. It no longer proves anything.`,
    superseded: (on, next) =>
      `This report was replaced by a new one${on ? ` on ${on}` : ''}${next ? `, number ${next}` : ''}. The old one is no longer in use.`,
    expired: (until) =>
      `We issued this report${until ? `, valid until ${until}` : ''}; it has expired.`,
  },
  advice: {
    valid: ['Compare what follows with the report in your hands; trust it only if both agree.'],
    revoked: [],
    superseded: ['Ask the holder for the new report and verify that one.'],
    expired: ['If you need a valid report, ask the holder to apply for a new one.'],
  },
  moreWithCode:
    'The number alone does not let you compare the contents: add the verification code (printed below the report number) to see the whole report.',
  withheld: {
    erased: {
      word: 'Issued by us, contents erased',
      valid:
        'We issued a report with this number; today it is neither revoked, replaced nor expired. The personal data were erased as the rules require.',
      other: 'The personal data were erased as the rules require.',
      advice:
        'The contents can no longer be compared, so this page cannot prove that the paper in your hands says what the report said.',
    },
    unreadable: {
      word: 'Issued by us, contents not shown',
      valid:
        'We issued a report with this number; today it is neither revoked, replaced nor expired. Its contents cannot be shown for the moment.',
      other: 'The contents cannot be shown for the moment.',
      advice:
        'Please verify again later and compare the contents before you trust it. If this goes on, contact us.',
    },
  },
  checkedAt: 'Checked at: ',
  checkedBy: 'Checked by: ',
  checkedAgainst: { number: 'number alone', code: 'number and verification code' },
  address: 'Checked on: ',
  demoTag: 'Demo',
  demo: 'This is a demonstration report, signed with a demonstration key. It proves nothing.',
  number: 'Report number',
  type: 'Type of report',
  holder: 'Holder',
  issuedOn: 'Date of issue',
  validUntil: 'Valid until',
  unlimited: 'No expiry date',
  formerValidity: 'Former validity',
  until: (text) => `until ${text}`,
  report: {
    title: 'The report',
    name: 'Name',
    document: 'ID',
    ending: (document, last4) => `${document} (ending ${last4})`,
    issuer: 'Issued by',
    office: 'Issuing office',
    recipient: 'Sent to',
    signatory: 'Signed by',
    supersedes: 'In place of',
    outcomeName: 'Title',
    obtainedOn: 'Date',
    school: 'Institution',
    provider: 'Provider',
    fields: {
      institution: 'Institution',
      institutionCode: 'Provider ID',
      code: 'Code',
      major: 'Major',
      level: 'Level',
      credits: 'Credits',
      score: 'Result',
      description: 'Remarks',
      educationType: 'Mode',
      certificateNumber: 'Cert. No.',
      grade: 'Grade',
      issuer: 'Issued by',
      occupation: 'Occupation',
      educationLevel: 'Education',
      studyPeriod: 'Studied',
      hours: 'Hours',
      district: 'District',
      organisation: 'Awarded by',
    },
    titles: {
      course: 'Course',
      diploma: 'Certificate',
      degree: 'Certificate',
      qualification: 'Certificate',
      program: 'Programme',
    },
    conversions: 'Credit conversions',
    conversionColumns: {
      from: 'Original outcome',
      to: 'Converted to',
      node: 'Node',
      credits: 'Credits',
      ratio: 'Ratio',
      rule: 'Rule',
      decidedOn: 'Date',
    },
    count: (rows, credits) =>
      `${plural(rows, 'item')}${credits > 0 ? `, ${plural(credits, 'credit')}` : ''}`,
    idTypes: {
      'resident-id': 'Resident identity card',
      'hk-macao-permit': 'Mainland travel permit, Hong Kong and Macao',
      'taiwan-permit': 'Mainland travel permit, Taiwan',
      passport: 'Passport',
      'permanent-residence': 'Permanent resident card',
      other: 'Other document',
    },
  },
  pdf: 'Original (PDF)',
  print: 'Print this page',
  person: {
    title: 'Is it this person?',
    label: 'ID number',
    hint: 'Optional. The answer is yes or no; the number is not kept, nor written into addresses or the receipt.',
    button: 'Compare the ID number',
    yes: 'The ID number agrees: this person is the holder of the report.',
    no: 'The ID number does not agree: the holder is registered under another one. Please check what you typed.',
    malformed: 'An ID number has 6 to 40 digits or letters, with at least one digit.',
    failed: 'The ID number cannot be compared at the moment. Please try again later.',
  },
  receipt: {
    title: 'Receipt',
    about:
      'A text signed by us that says when this was checked and with what result, without the code or personal data. Keep it on file: anyone can check later that it is genuine.',
    check: 'Check a receipt',
    copy: 'Copy',
    copied: 'Copied',
    text: 'Download (text)',
    json: 'Download (JSON)',
    fileName: 'verification-receipt',
    head: 'Receipt for the verification of a report',
    result: 'Result',
    checkAt: 'Check this receipt at',
  },
  refusals: {
    'number-not-found': {
      word: 'No such number',
      sentence: 'We have never issued a report with this number.',
      advice: [
        'Please compare the 20 digits with the report once more. If they agree and are still not found, do not trust the report, and contact us.',
      ],
    },
    'code-mismatch': {
      word: 'Wrong verification code',
      sentence: 'The report of this number has another verification code.',
      advice: [
        'Please compare the 16 characters with the report once more. If they agree and are still refused, do not trust the report, and contact us.',
        'Without the code you can still look up the state of the report.',
      ],
    },
    'malformed-number': { word: 'Mistyped number', advice: [tryAgain] },
    'malformed-code': { word: 'Mistyped code', advice: [tryAgain] },
    'report-erased': { word: 'Contents erased', advice: ['If in doubt, contact us.'] },
    'too-many-requests': {
      word: 'Too many attempts',
      advice: [`There is no result this time. ${neither}`],
    },
  },
  requestFault: { word: 'Something is mistyped', advice: ['Please correct it and verify again.'] },
  outage: {
    word: 'Cannot verify now',
    sentence: 'The system cannot reach its data, so nothing could be checked this time.',
    advice: [`${neither} Please try again later; if it goes on, contact us.`],
  },
  tooLarge: 'This was too large and was not processed.',
  tooOften: (when) => `Too many attempts. Please try again ${when ? `in ${when}` : 'later'}.`,
  tryAgainIn: (when) => `Please try again in ${when}.`,
  seconds: (count) => plural(count, 'second'),
  minutes: (count) => plural(count, 'minute'),
  hours: (count) => plural(count, 'hour'),
  detail: (code, _given, input) => {
    const number = parseReportNumber(input.number);
    if (code === 'malformed-number' && !number.ok) return numberFaults[number.reason];
    const typed = parseVerificationCode(input.code);
    if (code === 'malformed-code' && !typed.ok) return codeFaults[typed.reason];
    return 'This could not be processed.';
  },
  numberFault: ({ reason }) => numberFaults[reason],
  codeFault: (reason) => codeFaults[reason],
};
