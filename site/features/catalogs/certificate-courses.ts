import type { ConversionPath } from './conversion-paths.ts';
import { isJoint } from './conversion-paths.ts';
import { type HolderCredits, jointWords } from './holder-credits.ts';

/** Courses of a certificate that are told together, and what to know about them. */
export interface CourseTable {
  caption: string;
  paths: ConversionPath[];
  /** How many courses these are, of which one alone can be had. */
  onlyOneOf?: number | undefined;
}

const SAME_COURSE = '同一门课程列出几条规则的，符合其中一条即可，学分只计一次';

/**
 * The ways on which a certificate leads to courses: open ones and exclusive ones, whichever bring
 * more credits first, then joint ones.
 */
export function courseTables(paths: readonly ConversionPath[]): CourseTable[] {
  const alone = paths.filter((path) => !isJoint(path));
  const joint = paths.filter(isJoint);
  const byCourse = [...Map.groupBy(alone, ({ gain }) => gain.course).values()];
  const byGroup = Map.groupBy(byCourse, (list) => commonGroup(list));
  const tables: CourseTable[] = [];
  for (const [group, courses] of byGroup) {
    if (group === undefined || courses.length < 2) continue;
    const single = courses.flat().every(({ detail }) => detail.gains.length === 1);
    tables.push({
      paths: courses.flat(),
      caption: caption(
        single
          ? `以下 ${courses.length} 门课程只能换其中一门`
          : '以下几条规则，同一张证书只能选用一条',
        courses,
      ),
      onlyOneOf: single ? courses.length : undefined,
    });
  }
  const grouped = new Set(tables.flatMap((table) => table.paths));
  const free = byCourse.filter((list) => list.every((path) => !grouped.has(path)));
  if (free.length > 0) {
    const first = mostOf(free.flat()) >= mostOf(tables.flatMap((table) => table.paths));
    const text = first ? '凭这张证书可以转换的课程' : '凭这张证书还可以转换的课程';
    const table = { paths: free.flat(), caption: caption(`${text}，共 ${free.length} 门`, free) };
    if (first) tables.unshift(table);
    else tables.push(table);
  }
  if (joint.length > 0) {
    tables.push({ paths: joint, caption: '同时具备「条件」栏里写的其他成果，还可以转换' });
  }
  return tables;
}

/** The most credits for one of the courses. */
function mostOf(paths: readonly ConversionPath[]): number {
  return Math.max(0, ...paths.map(({ gain }) => gain.credits));
}

/** The exclusivity group to which every rule for a course belongs. */
function commonGroup(paths: readonly ConversionPath[]): string | undefined {
  const [first, ...others] = new Set(paths.map(({ detail }) => detail.rule.exclusivityGroup));
  return others.length === 0 ? first : undefined;
}

function caption(text: string, courses: readonly ConversionPath[][]): string {
  return courses.some((list) => list.length > 1) ? `${text}。${SAME_COURSE}` : text;
}

/**
 * What a certificate is worth, in clauses of one sentence. The credits are those of one person in
 * one major at one node; places, groups of learners and exclusive rules are never added up.
 * @param count courses to which the certificate leads alone
 */
export function certificateAnswer(
  count: number,
  tables: readonly CourseTable[],
  credits: HolderCredits,
): string[] {
  if (tables.length === 0) return ['暂无转换规则：', '可以先存入，待规则发布后再转换'];
  const together = jointWords(credits);
  if (count === 0) {
    return ['单凭这张证书还不能转换；', together.join('；') || '须另外持有其他成果，见下表'];
  }
  const exclusive = tables.find(({ onlyOneOf }) => onlyOneOf !== undefined)?.onlyOneOf;
  const choice =
    exclusive === undefined
      ? ''
      : exclusive === count
        ? '（只能换其中一门）'
        : `（其中 ${exclusive} 门只能换一门）`;
  const courses = `对应 ${count} 门标准课程${choice}，`;
  if (credits.most === 0 && together.length === 0) return [courses, '目前没有网点的专业可以抵用'];
  const most = `在一个专业里最多可得 ${credits.most} 学分`;
  return together.length === 0 ? [courses, most] : [courses, `${most}；`, together.join('；')];
}
