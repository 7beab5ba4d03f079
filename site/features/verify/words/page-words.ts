import type { VerifyWords } from './chinese.ts';

/** What the pages say around an answer; drawn by the build or the server, never by the script. */
const chinese = {
  title: '核验报告',
  lead: '输入报告编号，立刻知道它是不是真的、今天还有没有效。',
  description: '输入报告编号和验证码，核对学习成果认证报告的真伪和今天的状态。',
  resultDescription: '报告核验结果',
  noScript: '扫码打开本页的：您的浏览器没有运行脚本，请把报告上的编号和验证码填在下面。',
  again: '再核验一次',
  another: '再核验一份',
  number: '报告编号',
  numberHint: '印在报告首页右上角。',
  numberPlaceholder: '20 位数字',
  code: '验证码',
  codeHint: '印在编号下方；填写后可看报告全文。',
  codePlaceholder: '16 位字母和数字',
  optional: '可不填',
  verify: '核验报告',
  language: { label: 'English', lang: 'en' },
  scan: {
    camera: '扫描二维码',
    photo: '用照片识别',
    note: '画面和照片只在您的设备上识别，不会上传。',
    stop: '关闭相机',
    failed: '识别程序没能载入，请检查网络，或者输入编号和验证码。',
  },
  where: '报告首页右上角：上面是报告编号，下面是验证码，旁边是二维码',
  help: {
    title: '核验说明',
    whereTerm: '编号和验证码在哪里',
    where:
      '报告首页右上角：20 位数字是报告编号，下面 16 位字母和数字是验证码。用手机扫描旁边的二维码，两项会自动填好。',
    aloneTerm: '只有编号能查到什么',
    alone:
      '报告的状态、类型、签发日期和隐去中间字的姓名。填写验证码可以看到全文，并下载签发时的原件。',
    differsTerm: '与手里的报告不一致怎么办',
    differs: '以这里的结果为准。纸质报告可能被改动过，请不要采信，并与我们联系',
    phone: '：电话 ',
    email: '，邮箱 ',
    end: '。',
    receiptTerm: '收到别人给的核验回执',
    receipt: '可以检查它是不是我们出具的，不需要验证码：',
    receiptLink: '检查回执',
    manyTerm: '一次核验许多份',
    many: '用人单位有接口密钥的，可以粘贴或上传最多 500 份，结果填回表格：',
    manyLink: '批量核验',
  },
  receipt: {
    title: '检查核验回执',
    lead: '核验回执写明我们何时核验过哪份报告、当时的结果是什么。这里检查它是不是由我们出具、有没有改动，不需要验证码。',
    description: '检查核验回执是不是由学分银行出具、有没有改动。',
    text: '回执的文字',
    textHint: '以 eyJ 开头的一长串；前后带着别的文字也可以。',
    file: '或选择回执文件',
    fileHint: '核验时下载的 .txt 或 .json 文件。',
    button: '检查回执',
    genuine: '回执属实',
    genuineSentence: (result: string) =>
      `这份回执由我们出具，没有改动。当时的核验结果：${result}。`,
    altered: '回执无效',
    unread: '没有找到回执',
    reasons: {
      'not-a-receipt':
        '这里面没有一份完整的核验回执。请检查是否少复制了一段，或者放进了两份不同的回执。',
      'unknown-key': '这份回执不是由我们签名的，请不要采信。',
      'signature-mismatch': '这份回执被改动过，或者不是我们出具的，请不要采信。',
    },
    invalid: '没有检查',
    empty: '请粘贴回执的文字，或者选择回执文件。',
    tooLong: '内容太长，请只放一份回执。',
    outage: '暂时无法检查',
    outageSentence:
      '系统现在查不到公钥，没能检查。这不表示回执是假的，也不表示它是真的。请稍后再试。',
    answeredOn: (date: string) => `这是 ${date} 的回答，不是今天的。`,
    today: '报告今天的状态可能已经改变，请用报告编号再核验一次：',
    todayLink: '核验这份报告今天的状态',
    result: '当时的结果',
    reason: '撤销原因',
    changedOn: '撤销或换发日期',
    checkedAt: '核验时间',
    issuer: '由谁回答',
    key: '签名公钥（kid）',
    hash: '报告内容的 SHA-256',
    keys: '公钥公布在',
    back: '核验报告',
  },
};

export type PageWords = typeof chinese;

const english: PageWords = {
  title: 'Verify a report',
  lead: 'Enter the report number to see at once whether it is genuine and still valid today.',
  description:
    'Enter the number and the verification code of a report to check that it is genuine and what its state is today.',
  resultDescription: 'Result of the verification',
  noScript:
    'If a QR code brought you here: your browser runs no scripts, so please copy the number and the code from the report.',
  again: 'Verify again',
  another: 'Verify another report',
  number: 'Report number',
  numberHint: 'At the top right of the first page.',
  numberPlaceholder: '20 digits',
  code: 'Verification code',
  codeHint: 'Below the number; with it you see the whole report.',
  codePlaceholder: '16 letters and digits',
  optional: 'optional',
  verify: 'Verify',
  language: { label: '中文', lang: 'zh-CN' },
  scan: {
    camera: 'Scan the QR code',
    photo: 'Use a photo',
    note: 'Picture and photo are read on your device alone and never sent.',
    stop: 'Close the camera',
    failed: 'The reader could not be loaded. Check the connection, or enter number and code.',
  },
  where:
    'Top right of the first page: the report number, below it the verification code, beside them the QR code',
  help: {
    title: 'About verification',
    whereTerm: 'Where number and code are',
    where:
      'At the top right of the first page: the 20 digits are the report number, the 16 letters and digits below are the verification code. The QR code beside them fills in both.',
    aloneTerm: 'What the number alone tells',
    alone:
      'State, type and date of issue of the report, and the masked name. With the code you see the whole report and can download the original.',
    differsTerm: 'If it differs from your copy',
    differs:
      'What this page says is right. The paper may have been altered: do not trust it, and contact us',
    phone: ': telephone ',
    email: ', e-mail ',
    end: '.',
    receiptTerm: 'If someone hands you a receipt',
    receipt: 'You can check that we issued it, without the code: ',
    receiptLink: 'check a receipt',
    manyTerm: 'Many reports at once',
    many: 'Employers with an API key can paste or upload up to 500 and get the results as a table (in Chinese): ',
    manyLink: 'verify many',
  },
  receipt: {
    title: 'Check a receipt',
    lead: 'A receipt says when we verified which report, and what the result was then. Here you can check that we issued it and that nobody changed it, without the verification code.',
    description: 'Check that a verification receipt was issued by the credit bank and not changed.',
    text: 'Text of the receipt',
    textHint: 'A long line that begins with eyJ; other text around it does no harm.',
    file: 'Or choose the file',
    fileHint: 'The .txt or .json file downloaded with the verification.',
    button: 'Check the receipt',
    genuine: 'Genuine receipt',
    genuineSentence: (result) =>
      `We issued this receipt and it was not changed. The result then: ${result}.`,
    altered: 'Not a valid receipt',
    unread: 'No receipt found',
    reasons: {
      'not-a-receipt':
        'There is no whole receipt in this. Please check whether a part was left out, or two different receipts were given.',
      'unknown-key': 'This receipt was not signed by us. Do not trust it.',
      'signature-mismatch': 'This receipt was changed, or was not issued by us. Do not trust it.',
    },
    invalid: 'Not checked',
    empty: 'Please paste the text of the receipt or choose its file.',
    tooLong: 'This is too long. Please give one receipt only.',
    outage: 'Cannot check now',
    outageSentence:
      'The system cannot reach its public keys. This does not mean that the receipt is false, nor that it is genuine. Please try again later.',
    answeredOn: (date) => `This is what was answered on ${date}, not today.`,
    today: 'The state of the report may have changed since. Verify it again by its number:',
    todayLink: 'verify the report as of today',
    result: 'Result then',
    reason: 'Reason',
    changedOn: 'Revoked or replaced on',
    checkedAt: 'Checked at',
    issuer: 'Answered by',
    key: 'Signing key (kid)',
    hash: 'SHA-256 of the report’s contents',
    keys: 'Public keys:',
    back: 'Verify a report',
  },
};

export function pageWords(lang: VerifyWords['lang']): PageWords {
  return lang === 'en' ? english : chinese;
}
