/** Report types: 学习成果认证报告, 原始成绩证明, 银行学分成绩证明, 转换证明, 文化休闲教育学习证明. */
export const reportTypes = [
  'certification',
  'original-transcript',
  'bank-transcript',
  'conversion',
  'leisure',
] as const;
export type ReportType = (typeof reportTypes)[number];

export const outcomeCategories = ['academic', 'qualification', 'technician', 'other'] as const;
export type OutcomeCategory = (typeof outcomeCategories)[number];

export const outcomeKinds = [
  'course',
  'diploma',
  'degree',
  'qualification',
  'technician',
  'training',
  'online',
  'program',
  'award',
  'research',
  'innovation',
  'publication',
  'entrepreneurship',
  'service',
  'heritage',
  'work',
  'skill',
  'professional-title',
] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];

/** Fields an outcome may carry beside category, kind, title and obtainedOn; all text but credits and hours. */
export const outcomeFields = [
  'institution',
  'institutionCode',
  'code',
  'major',
  'level',
  'credits',
  'score',
  'description',
  'educationType',
  'certificateNumber',
  'grade',
  'issuer',
  'occupation',
  'educationLevel',
  'studyPeriod',
  'hours',
  'district',
  'organisation',
] as const;
export type OutcomeField = (typeof outcomeFields)[number];

interface FieldRule {
  category: OutcomeCategory;
  required: readonly OutcomeField[];
  optional: readonly OutcomeField[];
}

const diploma: FieldRule = {
  category: 'academic',
  required: ['institution', 'major', 'level', 'educationType', 'certificateNumber'],
  optional: ['grade'],
};
const training: FieldRule = {
  category: 'other',
  required: ['institution', 'certificateNumber'],
  optional: ['institutionCode', 'hours'],
};
const achievement: FieldRule = {
  category: 'other',
  required: ['organisation'],
  optional: ['certificateNumber'],
};

/** What each kind of outcome needs beside title and obtainedOn. */
export const fieldRules: Record<OutcomeKind, FieldRule> = {
  course: {
    category: 'academic',
    required: ['institution', 'code', 'major', 'level', 'credits', 'score'],
    optional: ['description'],
  },
  diploma,
  degree: diploma,
  qualification: {
    category: 'qualification',
    required: ['issuer', 'grade', 'certificateNumber'],
    optional: ['occupation', 'educationLevel'],
  },
  technician: {
    category: 'technician',
    required: ['institution', 'major', 'grade', 'certificateNumber'],
    optional: ['studyPeriod'],
  },
  training,
  online: training,
  program: { category: 'other', required: ['institution'], optional: ['hours', 'district'] },
  award: achievement,
  research: achievement,
  innovation: achievement,
  publication: achievement,
  entrepreneurship: achievement,
  service: achievement,
  heritage: achievement,
  work: achievement,
  skill: achievement,
  'professional-title': achievement,
};

export const fieldLabels: Record<OutcomeField, string> = {
  institution: '院校或机构',
  institutionCode: '机构代码',
  code: '课程代码',
  major: '专业',
  level: '层次',
  credits: '学分',
  score: '成绩',
  description: '说明',
  educationType: '学习形式',
  certificateNumber: '证书编号',
  grade: '等级',
  issuer: '发证机构',
  occupation: '职业（工种）',
  educationLevel: '文化程度',
  studyPeriod: '学习起止时间',
  hours: '学时',
  district: '所在区',
  organisation: '颁发或主办单位',
};
