import { code, credits, number, oneOf, text, wholeNumber } from './cells.ts';
import { COURSE_NATURES } from './courses.ts';
import { provenanceColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const RULE_INPUT_KINDS = ['certificate', 'course', 'originalCourse'] as const;

const RULE_INPUT_KIND_NAMES = {
  certificate: '证书',
  course: '标准课程',
  originalCourse: '原始课程',
};

export const ruleInputs = defineTable({
  name: 'rule-inputs',
  title: '规则所需成果',
  kind: 'relation',
  key: ['rule', 'group', 'kind', 'ref', 'title'],
  columns: {
    rule: column('规则', code()),
    group: column('组', wholeNumber(1, 99), '同组须全部具备，不同组具备其一即可'),
    kind: column(
      '成果类型',
      oneOf(RULE_INPUT_KINDS, RULE_INPUT_KIND_NAMES),
      'certificate 证书、course 标准课程、originalCourse 原始课程',
    ),
    ref: column('成果代码', code().optional(), '证书或标准课程的代码；原始课程不填'),
    title: column('原始课程名称', text().optional(), '仅原始课程填写'),
    minimumGrade: column('最低等级', text().optional()),
    minimumScore: column('最低成绩', number({ min: 0, max: 1000, decimals: 1 }).optional()),
    ...provenanceColumns,
  },
});

export const ruleOutputs = defineTable({
  name: 'rule-outputs',
  title: '规则可得课程',
  kind: 'relation',
  key: ['rule', 'course'],
  columns: {
    rule: column('规则', code()),
    course: column('标准课程', code()),
    credits: column('转换学分', credits(20), '转换后实得的学分，已计入转换比例'),
    ...provenanceColumns,
  },
});

export const majorCourses = defineTable({
  name: 'major-courses',
  title: '专业课程表',
  kind: 'relation',
  key: ['major', 'course'],
  columns: {
    major: column('专业', code()),
    course: column('标准课程', code()),
    nature: column('课程性质', oneOf(COURSE_NATURES)),
    credits: column('学分', credits(20)),
    term: column('建议学期', wholeNumber(1, 12).optional()),
    ...provenanceColumns,
  },
});

export const nodeMajors = defineTable({
  name: 'node-majors',
  title: '网点开设专业',
  kind: 'relation',
  key: ['node', 'major'],
  columns: {
    node: column('网点', code()),
    major: column('专业', code()),
    credits: column('毕业总学分', credits(300)),
    conversionCap: column('可转换学分上限', credits(300)),
    ...provenanceColumns,
  },
});

export const nodeCourses = defineTable({
  name: 'node-courses',
  title: '网点课程对照',
  kind: 'relation',
  key: ['node', 'major', 'code'],
  columns: {
    node: column('网点', code()),
    major: column('专业', code()),
    code: column('网点课程代码', code()),
    name: column('网点课程名称', text()),
    course: column('对应标准课程', code().optional(), '空表示没有对应的标准课程'),
    credits: column('学分', credits(20)),
    ...provenanceColumns,
  },
});

export type RuleInput = RowOf<typeof ruleInputs>;
export type RuleOutput = RowOf<typeof ruleOutputs>;
export type MajorCourse = RowOf<typeof majorCourses>;
export type NodeMajor = RowOf<typeof nodeMajors>;
export type NodeCourse = RowOf<typeof nodeCourses>;
