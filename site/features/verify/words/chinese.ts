import { formatChineseDate, formatChineseTime } from '#domain/china-date.ts';
import type { Credential } from '#domain/credential.ts';
import { fieldLabels, type OutcomeField, type OutcomeKind } from '#domain/outcome-kinds.ts';
import type { ProblemCode } from '#domain/problem.ts';
import { type NumberFault, numberFaultMessage } from '#domain/report-number.ts';
import { type RevocationReason, revocationReasons } from '#domain/revocation-reasons.ts';
import type { VerificationResult } from '#domain/verification.ts';
import { codeFaultMessages } from '#domain/verification-code.ts';
import type { VerifyInput } from '../split-input.ts';

export interface RefusalWords {
  word: string;
  sentence?: string;
  advice: string[];
}

/** All that an answer says, in Chinese. `english.ts` says the same in English. */
export const chineseWords = {
  lang: 'zh-CN' as 'zh-CN' | 'en',
  date: formatChineseDate,
  time: (instant: Date) => `${formatChineseTime(instant)}（北京时间）`,
  results: {
    valid: '真实有效',
    revoked: '已撤销',
    superseded: '已换发',
    expired: '已过期',
  } as Record<VerificationResult, string>,
  reasons: revocationReasons as Record<RevocationReason, string>,
  sentences: {
    valid: (issuer: string | undefined) =>
      issuer === undefined
        ? '我们签发过这个编号的报告，今天仍然有效。'
        : `这份报告由${issuer}签发，今天仍然有效。`,
    revoked: (on: string | undefined, reason: string | undefined) =>
      `这份报告已${on ? `于 ${on} ` : ''}撤销${reason ? `，原因：${reason}` : ''}。不能再作为证明使用。`,
    superseded: (on: string | undefined, next: string | undefined) =>
      `这份报告已${on ? `于 ${on} ` : ''}换发新报告${next ? `，新报告的编号是 ${next}` : ''}。旧报告不再使用。`,
    expired: (until: string | undefined) =>
      `这份报告确由我们签发${until ? `，有效期至 ${until}` : ''}，现已过期。`,
  },
  advice: {
    valid: ['请把下面的内容与手里的报告逐项对照，一致才可采信。'],
    revoked: [],
    superseded: ['请向持有人索取新报告，再行核验。'],
    expired: ['需要有效报告的，请持有人重新申请。'],
  } as Record<VerificationResult, string[]>,
  moreWithCode: '只凭编号不能核对报告内容：请在下面补填验证码（印在报告编号下方），查看全文。',
  withheld: {
    erased: {
      word: '签发属实，内容已删除',
      valid: '我们签发过这个编号的报告，今天没有撤销、换发或过期。个人信息已按规定删除。',
      other: '个人信息已按规定删除。',
      advice: '内容无法再与手里的报告对照，所以这里不能证明手里那份写的就是原来的内容。',
    },
    unreadable: {
      word: '签发属实，暂不能对照内容',
      valid: '我们签发过这个编号的报告，今天没有撤销、换发或过期。内容暂时无法显示。',
      other: '内容暂时无法显示。',
      advice: '请稍后再核验一次，与手里的报告对照以后再采信；一直不行的，请与我们联系。',
    },
  },
  checkedAt: '核验时间：',
  checkedBy: '核验方式：',
  checkedAgainst: { number: '仅凭编号', code: '编号与验证码' },
  address: '核验网址：',
  demoTag: '演示',
  demo: '这是演示报告，用演示密钥签发，没有任何证明效力。',
  number: '报告编号',
  type: '报告类型',
  holder: '持有人',
  issuedOn: '签发日期',
  validUntil: '有效期至',
  unlimited: '长期有效',
  formerValidity: '原有效期',
  until: (date: string) => `至 ${date}`,
  report: {
    title: '报告内容',
    name: '姓名',
    document: '证件',
    ending: (document: string, last4: string) => `${document}（尾号 ${last4}）`,
    issuer: '签发机构',
    office: '签发部门',
    recipient: '接收网点',
    signatory: '签发人',
    supersedes: '换发自',
    outcomeName: '名称',
    obtainedOn: '取得日期',
    school: '院校',
    provider: '机构',
    fields: fieldLabels as Record<OutcomeField, string>,
    titles: {
      course: '课程名称',
      diploma: '证书名称',
      degree: '证书名称',
      qualification: '证书名称',
      program: '项目名称',
    } as Partial<Record<OutcomeKind, string>>,
    conversions: '学分转换',
    conversionColumns: {
      from: '原学习成果',
      to: '转换为',
      node: '接收院校',
      credits: '学分',
      ratio: '比例',
      rule: '转换规则',
      decidedOn: '转换日期',
    },
    count: (rows: number, credits: number) =>
      `${rows} 项${credits > 0 ? `，共 ${credits} 学分` : ''}`,
    idTypes: {
      'resident-id': '居民身份证',
      'hk-macao-permit': '港澳居民来往内地通行证',
      'taiwan-permit': '台湾居民来往大陆通行证',
      passport: '护照',
      'permanent-residence': '外国人永久居留身份证',
      other: '其他证件',
    } as Record<Credential['holder']['idType'], string>,
  },
  pdf: '下载原件（PDF）',
  print: '打印本页',
  person: {
    title: '是不是这个人',
    label: '证件号码',
    hint: '可不填。填写后只回答是或不是；号码不保存，也不写进网址和回执。',
    button: '核对证件号码',
    yes: '证件号码一致：报告的持有人就是这个人。',
    no: '证件号码不一致：报告的持有人不是用这个号码登记的人。请再核对一遍号码。',
    malformed: '证件号码应为 6 到 40 位数字、字母或汉字，其中至少有一位数字。',
    failed: '证件号码暂时无法核对，请稍后再试。',
  },
  receipt: {
    title: '核验回执',
    about:
      '由我们签名的一段文字：写明何时核验、结果如何，没有验证码和个人信息。可存入人事档案，任何人以后都能检查它的真伪。',
    check: '检查回执',
    copy: '复制',
    copied: '已复制',
    text: '下载（文本）',
    json: '下载（JSON）',
    fileName: '核验回执',
    head: '学习成果认证报告核验回执',
    result: '核验结果',
    checkAt: '检查这份回执',
  },
  refusals: {
    'number-not-found': {
      word: '查无此编号',
      sentence: '我们没有签发过这个编号的报告。',
      advice: ['请对照报告再核一遍 20 位编号。编号无误而仍然查不到的，请不要采信，并与我们联系。'],
    },
    'code-mismatch': {
      word: '验证码不符',
      sentence: '这个编号的报告，验证码不是您填写的这一个。',
      advice: [
        '请对照报告再核一遍 16 位验证码。确认无误而仍然不符的，请不要采信，并与我们联系。',
        '不填验证码，也可以只查报告的状态。',
      ],
    },
    'malformed-number': { word: '编号有误', advice: ['所以没有查询。改正后请再核验一次。'] },
    'malformed-code': { word: '验证码有误', advice: ['所以没有查询。改正后请再核验一次。'] },
    'report-erased': { word: '内容已删除', advice: ['如有疑问，请与我们联系。'] },
    'too-many-requests': {
      word: '查得太频繁',
      advice: ['这一次没有给出结果，不表示报告是假的，也不表示它是真的。'],
    },
  } as Partial<Record<ProblemCode, RefusalWords>>,
  requestFault: { word: '填写有误', advice: ['改正后请再核验一次。'] } as RefusalWords,
  outage: {
    word: '暂时无法核验',
    sentence: '系统现在查不到数据，这一次没能核验。',
    advice: ['这不表示报告是假的，也不表示它是真的。请稍后再试；一直不行的，请与我们联系。'],
  },
  tooLarge: '提交的内容太大，没有处理。',
  /** `when` is a waiting time, or undefined. */
  tooOften: (when: string | undefined) => `查得太频繁，请${when ? `${when}后` : '稍后'}再试。`,
  tryAgainIn: (when: string) => `请在${when}后再试。`,
  seconds: (count: number) => ` ${count} 秒`,
  minutes: (count: number) => ` ${count} 分钟`,
  hours: (count: number) => ` ${count} 小时`,
  /** The service's own sentences are Chinese: what they say where another language is shown. */
  detail: (_code: string | undefined, given: string, _input: VerifyInput) => given,
  numberFault: (fault: NumberFault) => numberFaultMessage(fault),
  codeFault: (reason: keyof typeof codeFaultMessages) => codeFaultMessages[reason],
};

export type VerifyWords = typeof chineseWords;
