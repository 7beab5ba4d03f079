import { isCalendarDate } from '#domain/china-date.ts';
import { keyOf } from '#domain/planner/find-uses.ts';
import type { Holding, Learner, OutcomeKind } from '#domain/planner/planner-types.ts';

/** What a person has entered. Kept in the fragment of the address: it never reaches a server. */
export interface PlannerState {
  holdings: Holding[];
  learner: Pick<Learner, 'enrolledOn'> & { groups: Record<string, boolean> };
  /** Places to compare: `node.major`. */
  places: string[];
  /** The place to plan backwards for. */
  goal?: string | undefined;
  /** How many parts of the address could not be read. */
  unread?: number;
}

export const MOST_HOLDINGS = 40;
export const MOST_PLACES = 4;
/** Of a code, or of an original course. */
export const LONGEST_NAME = 60;

const KINDS: Record<string, OutcomeKind> = {
  c: 'certificate',
  k: 'course',
  o: 'originalCourse',
};
const LETTERS = Object.fromEntries(Object.entries(KINDS).map(([letter, kind]) => [kind, letter]));

/**
 * `h=c~NCRE-1~~425~2024-06-01&e=2024-09-01&g=非英语专业学生~1&p=WD01.530701&w=WD01.530701`: a
 * holding is kind, code (or title), grade, score and date of issue.
 */
export function formatState({ holdings, learner, places, goal }: PlannerState): string {
  const params = new URLSearchParams();
  for (const { kind, ref, grade = '', score = '', issuedOn = '' } of holdings) {
    params.append('h', [LETTERS[kind], ref, grade, score, issuedOn].map(protect).join('~'));
  }
  if (learner.enrolledOn) params.set('e', learner.enrolledOn);
  for (const [group, yes] of Object.entries(learner.groups)) {
    params.append('g', `${protect(group)}~${yes ? 1 : 0}`);
  }
  for (const place of places) params.append('p', place);
  if (goal) params.set('w', goal);
  return params.toString();
}

/**
 * What cannot be read is left out and counted: a fragment may have been cut off on its way, written
 * by an older page or by hand. Never throws.
 */
export function parseState(fragment: string): PlannerState {
  const params = new URLSearchParams(fragment.replace(/^#/, ''));
  const all = params.getAll('h');
  const seen = new Set<string>();
  const holdings = all.flatMap((text, index): Holding[] => {
    const holding = readHolding(text, String(index));
    if (!holding || seen.size >= MOST_HOLDINGS || seen.has(keyOf(holding))) return [];
    seen.add(keyOf(holding));
    return [holding];
  });
  const enrolledOn = params.get('e') ?? '';
  const known = isCalendarDate(enrolledOn);
  const places = [...new Set(params.getAll('p'))];
  const foreign = [...new Set(params.keys())].filter((key) => !KEYS.includes(key));
  const state: PlannerState = {
    holdings,
    learner: {
      enrolledOn: known ? enrolledOn : undefined,
      groups: Object.fromEntries(
        params.getAll('g').map((text) => {
          const [group = '', yes] = text.split('~').map(restore);
          return [group, yes === '1'];
        }),
      ),
    },
    places: places.slice(0, MOST_PLACES),
    goal: params.get('w') ?? undefined,
  };
  const unread =
    all.length -
    holdings.length +
    foreign.length +
    Math.max(0, places.length - MOST_PLACES) +
    (enrolledOn !== '' && !known ? 1 : 0);
  return unread > 0 ? { ...state, unread } : state;
}

const KEYS = ['h', 'e', 'g', 'p', 'w'];

function readHolding(text: string, id: string): Holding | undefined {
  const [letter = '', ref = '', grade, score, issuedOn] = text.split('~').map(restore);
  const kind = Object.hasOwn(KINDS, letter) ? KINDS[letter] : undefined;
  if (!kind || ref === '' || ref.length > LONGEST_NAME) return undefined;
  return { id, kind, ref, ...details({ grade, score, issuedOn }) };
}

function details({
  grade,
  score,
  issuedOn,
}: Record<'grade' | 'score' | 'issuedOn', string | undefined>) {
  return {
    grade: grade ? grade.slice(0, 40) : undefined,
    score: score && /^\d{1,4}(\.\d)?$/.test(score) ? Number(score) : undefined,
    issuedOn: issuedOn && isCalendarDate(issuedOn) ? issuedOn : undefined,
  };
}

function protect(part: string | number | undefined): string {
  return String(part ?? '')
    .replaceAll('%', '%25')
    .replaceAll('~', '%7E');
}

function restore(part: string): string {
  return part.replaceAll('%7E', '~').replaceAll('%25', '%');
}
