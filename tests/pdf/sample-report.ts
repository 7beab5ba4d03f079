import { type Credential, signCredential } from '#domain/credential.ts';
import type { Conversion, Outcome } from '#domain/report-request.ts';
import type { PrintInput } from '../../verify-api/pdf/create-printer.ts';

/** Labels as a bank's bank.yaml would give them. */
const categories = {
  academic: { zh: '学历教育', en: 'Academic education' },
  qualification: { zh: '职业资格证书', en: 'Vocational qualifications' },
  technician: { zh: '技师教育', en: 'Technician education' },
  other: { zh: '其他类', en: 'Other learning' },
};
const kinds: Record<string, { zh: string; en: string }> = {
  course: { zh: '课程', en: 'Course' },
  diploma: { zh: '学历', en: 'Diploma' },
  degree: { zh: '学位', en: 'Degree' },
  qualification: { zh: '职业资格证书', en: 'Qualification' },
  technician: { zh: '技师教育', en: 'Technician programme' },
  training: { zh: '培训', en: 'Training' },
  online: { zh: '在线学习', en: 'Online learning' },
  program: { zh: '文化休闲教育项目', en: 'Leisure programme' },
  award: { zh: '竞赛获奖', en: 'Award' },
  heritage: { zh: '非遗传承', en: 'Heritage' },
};

const courseTitles =
  '公司概况,高等数学基础,电子商务概论,信息安全与密码学,管理学基础,经济法律基础,计算机应用基础,市场营销学,大学英语（B）,网络营销与策划,物流管理,数据库应用技术'.split(
    ',',
  );

export const labelled = (outcome: Outcome): Credential['outcomes'][number] => ({
  ...outcome,
  labels: {
    category: categories[outcome.category],
    kind: kinds[outcome.kind] ?? { zh: outcome.kind, en: outcome.kind },
  },
});

export function courses(count: number): Credential['outcomes'] {
  return Array.from({ length: count }, (_, at) =>
    labelled({
      category: 'academic',
      kind: 'course',
      title:
        at < courseTitles.length
          ? (courseTitles[at] as string)
          : `${courseTitles[at % courseTitles.length]}（${Math.floor(at / courseTitles.length) + 1}）`,
      institution: at % 3 === 0 ? '广东开放大学' : '上海开放大学',
      code: String(10771 + at),
      major: at % 2 === 0 ? '电子商务' : '工商企业管理',
      level: at % 2 === 0 ? '本科' : '专科',
      credits: (at % 5) + 1,
      score: at % 7 === 0 ? '优秀' : String(70 + (at % 30)),
      obtainedOn: `20${String(15 + (at % 8)).padStart(2, '0')}-07-06`,
    }),
  );
}

/** Twelve outcomes, at least one of each shape of table. */
export function mixedOutcomes(): Credential['outcomes'] {
  const others: Outcome[] = [
    {
      category: 'academic',
      kind: 'diploma',
      title: '电子商务专业专科毕业证书',
      institution: '上海开放大学',
      major: '电子商务',
      level: '专科',
      educationType: '开放教育',
      certificateNumber: '512681201906000123',
      obtainedOn: '2019-07-10',
    },
    {
      category: 'qualification',
      kind: 'qualification',
      title: '电子商务师职业技能等级证书',
      issuer: '上海市人力资源和社会保障局',
      grade: '三级／高级工',
      certificateNumber: 'S000031012345213000017',
      occupation: '电子商务师',
      educationLevel: '大专',
      obtainedOn: '2021-05-20',
    },
    {
      category: 'qualification',
      kind: 'qualification',
      title: '全国计算机等级考试一级证书（计算机基础及 MS Office 应用）',
      issuer: '教育部教育考试院',
      grade: '一级 合格',
      certificateNumber: '1524633102001234',
      obtainedOn: '2018-12-01',
    },
    {
      category: 'technician',
      kind: 'technician',
      title: '数控技术应用预备技师',
      institution: '上海市工业技术学校',
      major: '数控技术应用',
      grade: '预备技师',
      certificateNumber: 'JS2017-031-0458',
      studyPeriod: '2015-09 至 2017-06',
      obtainedOn: '2017-06-30',
    },
    {
      category: 'other',
      kind: 'online',
      title: 'Introduction to Data Science: From “Zero” to a Learner’s First Model',
      institution: '学堂在线',
      certificateNumber: 'XTZX-DS101-2022-A93847',
      hours: 48,
      obtainedOn: '2022-03-15',
    },
    {
      category: 'other',
      kind: 'training',
      title: '社区教育工作者岗位培训',
      institution: '上海市学习型社会建设服务指导中心',
      institutionCode: 'SHLLC-01',
      certificateNumber: 'PX-2020-1187',
      hours: 32.5,
      obtainedOn: '2020-11-28',
    },
    {
      category: 'other',
      kind: 'award',
      title: '全国职业院校技能大赛电子商务赛项二等奖',
      organisation: '全国职业院校技能大赛组织委员会',
      certificateNumber: '20180731',
      obtainedOn: '2018-07-31',
    },
  ];
  return [...courses(5), ...others.map(labelled)];
}

export function programs(count: number): Credential['outcomes'] {
  const titles =
    '江南丝竹赏析与演奏,海派旗袍制作,智能手机摄影,二十四节气养生,书法（楷书）入门'.split(',');
  return Array.from({ length: count }, (_, at) =>
    labelled({
      category: 'other',
      kind: 'program',
      title: titles[at % titles.length] as string,
      institution: '静安区社区学院',
      hours: 16 + (at % 3) * 8,
      district: '静安区',
      obtainedOn: '2025-06-18',
    }),
  );
}

export function conversions(count: number): Conversion[] {
  return Array.from({ length: count }, (_, at) => ({
    from: at % 2 === 0 ? '密码学' : '全国计算机等级考试一级证书（计算机基础及 MS Office 应用）',
    to: at % 2 === 0 ? '信息安全与密码学' : '计算机应用基础',
    node: '广东开放大学',
    credits: at % 2 === 0 ? 3 : 4.5,
    ratio: 100,
    rule: `GD-${String(at + 1).padStart(4, '0')}`,
    decidedOn: '2019-11-20',
  }));
}

/** Everything `print` takes, for an invented holder; `changes` replace parts of the credential. */
export async function sampleReport(changes: Partial<Credential> = {}): Promise<PrintInput> {
  const number = '31264817392055164342';
  const credential: Credential = {
    version: 1,
    issuer: {
      id: 'urn:jixue:bank:310000',
      name: '华东终身教育学分银行',
      englishName: 'East China Lifelong Education Credit Bank',
    },
    kid: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
    number,
    type: 'certification',
    typeLabel: { zh: '学习成果认证报告', en: 'Certification Report on Learning Outcomes' },
    office: '浦东分部',
    recipient: null,
    salt: 'AAECAwQFBgcICQoLDA0ODw',
    statusIndex: 1,
    holder: { name: '王小明', idType: 'resident-id', idNumberLast4: '002X' },
    outcomes: courses(1),
    conversions: [],
    signatory: { title: '学习成果认定部主任', name: '李建国' },
    issuedAt: '2026-11-21T01:05:00Z',
    validUntil: null,
    supersedes: null,
    demo: false,
    ...changes,
  };
  const code = '7K3M9QXD4T2AW8RE';
  return {
    credential,
    signed: await signCredential(credential, () => new Uint8Array(64).fill(7)),
    code,
    verifyUrl: `https://bank.example.org/verify/#n=${number}&c=${code}`,
  };
}
