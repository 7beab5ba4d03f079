import type { Verdict } from '#domain/planner/plan-place.ts';
import type { Doubt, Refusal } from '#domain/planner/planner-types.ts';

export const VERDICT_WORDS: Record<Verdict, string> = {
  match: '符合',
  possible: '可能',
  miss: '不符合',
};

export const REFUSAL_WORDS: Record<Refusal, string> = {
  expired: '证书已过有效期',
  'issued-outside-window': '发证日期不在规则认可的时间内',
  'score-too-low': '成绩低于规则要求',
  'grade-too-low': '等级低于规则要求',
  'wrong-cohort': '入学日期不在规则适用的范围内',
  'wrong-learner-group': '您不属于规则适用的学员',
  'rule-not-in-force': '规则现在不生效',
  'something-missing': '还缺规则要求的其他成果',
  'course-not-in-major': '这个专业的课程表里没有对应的课程',
  'course-covered-already': '课程已由另一条规则转换',
  'already-used': '这项成果已用于同组的另一条规则，不能重复使用',
  'rule-cap-reached': '已到这条规则的学分上限',
  'cap-reached': '已到这个专业可转换学分的上限',
};

export const DOUBT_WORDS: Record<Doubt, string> = {
  'issue-date-unknown': '要看发证日期',
  'score-unknown': '要看成绩',
  'grade-unknown': '要看等级',
  'cohort-unknown': '要看入学日期',
  'learner-group-unknown': '要看您属于哪类学员',
  'needs-judgement': '原始课程由网点老师认定',
};
