import type { BilingualLabel } from '#domain/bank.ts';
import type { Credential } from '#domain/credential.ts';
import type { ReportType } from '#domain/outcome-kinds.ts';

/** Chinese first; the English beneath is for employers abroad. */
export const label = (zh: string, en: string): BilingualLabel => ({ zh, en });

export const idTypes: Record<Credential['holder']['idType'], BilingualLabel> = {
  'resident-id': label('居民身份证', 'Resident identity card'),
  'hk-macao-permit': label('港澳居民来往内地通行证', 'Mainland travel permit, Hong Kong and Macao'),
  'taiwan-permit': label('台湾居民来往大陆通行证', 'Mainland travel permit, Taiwan'),
  passport: label('护照', 'Passport'),
  'permanent-residence': label('外国人永久居留身份证', 'Permanent resident card'),
  other: label('其他证件', 'Other document'),
};

/** What the report says of its contents. */
export const statements: Record<ReportType, BilingualLabel> = {
  certification: label(
    '兹证明持有人的下列学习成果已经本学分银行认定。',
    'This is to certify that this credit bank has recognised the following learning outcomes of the holder.',
  ),
  'original-transcript': label(
    '兹证明下列为持有人存入本学分银行的原始学习成绩。',
    'This is to certify that the following original results are held for the holder at this credit bank.',
  ),
  'bank-transcript': label(
    '兹证明下列为持有人在本学分银行记载的学分与成绩。',
    'This is to certify that the following credits and results are recorded for the holder at this credit bank.',
  ),
  conversion: label(
    '兹证明持有人的下列学习成果已按转换规则办理学分转换。',
    'This is to certify that the following learning outcomes of the holder have been converted under the rules named.',
  ),
  leisure: label(
    '兹证明持有人完成了下列文化休闲教育学习。',
    'This is to certify that the holder has completed the following leisure learning.',
  ),
};

export const words = {
  number: label('报告编号', 'Report number'),
  code: label('验证码', 'Verification code'),
  scan: label('扫码核验真伪', 'Scan to verify'),
  holder: label('姓名', 'Name'),
  document: label('证件', 'ID document'),
  office: label('签发部门', 'Issuing office'),
  recipient: label('接收网点', 'Recipient'),
  issued: label('签发日期', 'Date of issue'),
  validUntil: label('有效期至', 'Valid until'),
  unlimited: label('长期有效', 'No expiry date'),
  supersedes: label('换发自', 'Replaces report'),
  conversions: label('学分转换', 'Credit conversions'),
  total: label('合计', 'Total'),
  end: label('以下空白', 'End of list'),
  verify: label('如何核验', 'How to verify'),
  sealPlace: label('盖章处', 'Seal'),
  demo: label('演示 · 不具效力', 'DEMO · NOT VALID'),
  preview: label('预览 · 尚未签发', 'PREVIEW · NOT ISSUED'),
} as const;

export const columns = {
  index: label('序号', 'No.'),
  kind: label('类型', 'Type'),
  course: label('课程名称', 'Course'),
  code: label('课程代码', 'Code'),
  name: label('名称', 'Title'),
  certificate: label('证书名称', 'Certificate'),
  program: label('项目名称', 'Programme'),
  school: label('院校', 'Institution'),
  provider: label('机构', 'Provider'),
  issuer: label('发证机构', 'Issued by'),
  organisation: label('颁发或主办单位', 'Awarded by'),
  major: label('专业', 'Major'),
  majorAndLevel: label('专业 / 层次', 'Major / level'),
  educationType: label('学习形式', 'Mode'),
  grade: label('等级', 'Grade'),
  certificateNumber: label('证书编号', 'Certificate No.'),
  hours: label('学时', 'Hours'),
  district: label('所在区', 'District'),
  credits: label('学分', 'Credits'),
  score: label('成绩', 'Result'),
  obtainedOn: label('取得日期', 'Date'),
  from: label('原学习成果', 'Original outcome'),
  to: label('转换为', 'Converted to'),
  node: label('接收院校', 'Node'),
  ratio: label('比例', 'Ratio'),
  rule: label('转换规则', 'Rule'),
  decidedOn: label('转换日期', 'Date'),
} as const;
