/** Invented people and outcomes for a demonstration; the ID numbers have valid check digits. */
const holder = (name: string, idNumber: string) => ({ name, idType: 'resident-id', idNumber });

const course = {
  category: 'academic',
  kind: 'course',
  title: '公司概论',
  institution: '示例开放大学',
  code: '10771',
  major: '电子商务',
  level: '本科',
  credits: 3,
  score: '86',
  obtainedOn: '2024-07-06',
};

const qualification = {
  category: 'qualification',
  kind: 'qualification',
  title: '电工',
  issuer: '示例职业技能鉴定中心',
  grade: '三级',
  certificateNumber: 'DEMO-2023-000127',
  occupation: '电工',
  obtainedOn: '2023-11-18',
};

const training = {
  category: 'other',
  kind: 'training',
  title: '养老护理员岗位培训',
  institution: '示例社区学院',
  certificateNumber: 'DEMO-PX-0452',
  hours: 48,
  obtainedOn: '2025-05-20',
};

const program = {
  category: 'other',
  kind: 'program',
  title: '书法基础',
  institution: '示例区老年大学',
  hours: 32,
  district: '浦东新区',
  obtainedOn: '2025-12-25',
};

export const demoRequests = {
  valid: {
    type: 'certification',
    office: '示例分部',
    holder: holder('王小明', '11010519491231002X'),
    outcomes: [course, qualification, training],
  },
  revoked: {
    type: 'certification',
    office: '示例分部',
    holder: holder('李示例', '310115199003070009'),
    outcomes: [qualification],
  },
  superseded: {
    type: 'leisure',
    office: '示例分部',
    holder: holder('欧阳样本', '310101196502280009'),
    outcomes: [{ ...program, hours: 23 }],
  },
  successor: {
    type: 'leisure',
    office: '示例分部',
    holder: holder('欧阳样本', '310101196502280009'),
    outcomes: [program],
  },
};
