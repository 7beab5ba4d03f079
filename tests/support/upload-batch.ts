import { expect } from 'vitest';
import type { Batch, BatchDetail } from '#domain/batch-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import { readSpreadsheet } from '#spreadsheet/read-spreadsheet.ts';
import type { TestService } from './service.ts';
import type { StaffBrowser } from './staff.ts';

interface UploadOptions {
  type?: string;
  office?: string;
  name?: string;
}

/** The form of the office's page, as a browser sends it. */
export function upload(
  service: TestService,
  person: StaffBrowser,
  content: string | Uint8Array,
  { type = 'certification', office = '浦东分部', name = '名单.csv' }: UploadOptions = {},
): Promise<Response> {
  const form = new FormData();
  form.set('type', type);
  form.set('office', office);
  form.set('file', new File([content as Uint8Array<ArrayBuffer>], name));
  const request = new Request('http://localhost/api/staff/batches', {
    method: 'POST',
    headers: { Cookie: person.cookie() },
    body: form,
  });
  return Promise.resolve(service.app.request(request));
}

export async function uploaded(...args: Parameters<typeof upload>): Promise<Batch> {
  const answer = await upload(...args);
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Batch;
}

export async function faultsOf(answer: Response): Promise<string[]> {
  expect(answer.status).toBe(422);
  const { faults = [], detail } = (await answer.json()) as ProblemBody;
  return faults.length > 0 ? faults.map(({ message }) => message) : [detail];
}

export const detailOf = async (person: StaffBrowser, id: string) =>
  (await (await person.call('GET', `/api/staff/batches/${id}`)).json()) as BatchDetail;

export const readSheet = async (answer: Response) => {
  expect(answer.status).toBe(200);
  const bytes = Buffer.from(await answer.arrayBuffer());
  return (await readSpreadsheet(bytes, (text) => text === '姓名', 1e8)).rows;
};

export async function run(service: TestService, person: StaffBrowser, id: string) {
  const answer = await person.call('POST', `/api/staff/batches/${id}/confirmation`);
  expect(answer.status).toBe(200);
  await service.batchRunner.idle();
}
