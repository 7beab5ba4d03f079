import type { Fields } from '#domain/content-answers.ts';
import { type Fault, Problem } from '#domain/problem.ts';

export const LONGEST_BODY = 200_000;
const DEEPEST = 6;
const MOST_NODES = 2_000;
const LONGEST_TEXT = 20_000;
const NAME = /^[A-Za-z][A-Za-z0-9]{0,39}$/;

/** What front matter and text must be like to be kept at all; whether they are right is the desk's to say. */
export function requireFields(fields: unknown, body: unknown): { fields: Fields; body: string } {
  const faults: Fault[] = [];
  let nodes = 0;
  const look = (value: unknown, path: string, depth: number): void => {
    nodes += 1;
    if (nodes > MOST_NODES || faults.length >= 20) return;
    if (typeof value === 'string') lookAtText(value, path, LONGEST_TEXT, faults);
    else if (typeof value !== 'object' || value === null) {
      faults.push({ path, message: '应为文字、列表或一组字段' });
    } else if (depth > DEEPEST) {
      faults.push({ path, message: `字段最多嵌套 ${DEEPEST} 层` });
    } else if (Array.isArray(value)) {
      for (const [at, item] of value.entries()) look(item, `${path}[${at}]`, depth + 1);
    } else {
      for (const [name, item] of Object.entries(value)) {
        if (NAME.test(name)) look(item, `${path}.${name}`, depth + 1);
        else faults.push({ path, message: '字段名只能用字母和数字，以字母开头，最多 40 个字' });
      }
    }
  };
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    faults.push({ path: '$.fields', message: '应为一组字段' });
  } else look(fields, '$.fields', 1);
  if (nodes > MOST_NODES) {
    faults.push({ path: '$.fields', message: `字段太多，最多 ${MOST_NODES} 项` });
  }
  if (typeof body !== 'string') faults.push({ path: '$.body', message: '正文应为文字' });
  else lookAtText(body, '$.body', LONGEST_BODY, faults);
  if (faults.length > 0) {
    throw new Problem('validation-failed', '内容的格式有误，没有保存。', { faults });
  }
  return { fields: fields as Fields, body: (body as string).replaceAll('\r\n', '\n') };
}

function lookAtText(text: string, path: string, longest: number, faults: Fault[]): void {
  if ([...text].length > longest) {
    faults.push({ path, message: `最多 ${longest} 个字，请分成几篇` });
  } else if (!text.isWellFormed() || /[\p{Cc}--[\t\r\n]]/v.test(text)) {
    faults.push({ path, message: '有看不见的控制字符，请重新输入' });
  }
}
