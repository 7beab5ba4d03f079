import { z } from '../chinese-schema.ts';
import { permissions } from '../permissions.ts';
import type { ProblemCode } from '../problem.ts';
import { problem } from './answers.ts';
import { type Operation, operations } from './operations.ts';

type Json = Record<string, unknown>;

/** Where a problem code meets HTTP; handed in, for HTTP is not the domain's. */
export type ProblemKinds = Record<ProblemCode, { status: number; title: string }>;

/**
 * The description of the public API, OpenAPI 3.1, made from the very schemas that check its requests.
 * @param serverUrl the origin under which it is reached
 */
export function openApiDocument(bankName: string, serverUrl: string, kinds: ProblemKinds): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: describe(operation, kinds) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: `${bankName}：报告签发与核验接口`,
      version: '1',
      description:
        '学习成果认证报告的签发、撤销和核验。出错时一律回答 application/problem+json（RFC 9457），其中 code 稳定不变。',
    },
    servers: [{ url: serverUrl }],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: '管理员在后台新增的接口密钥' },
      },
      schemas: { Problem: schemaOf(problem) },
    },
  };
}

function describe(operation: Operation, kinds: ProblemKinds): Json {
  const { summary, scope, request } = operation;
  const needs = scope === undefined ? '' : `\n\n需要的权限：${scope}（${permissions[scope]}）。`;
  return {
    summary,
    description: `${operation.description}${needs}`,
    operationId: operationId(operation),
    ...(scope === undefined ? {} : { security: [{ key: [] }] }),
    ...(operation.parameters === undefined
      ? {}
      : {
          parameters: operation.parameters.map((one) => ({ ...one, schema: { type: 'string' } })),
        }),
    ...(request === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              [request.type]: { schema: schemaOf(request.schema), example: request.example },
            },
          },
        }),
    responses: responses(operation, kinds),
  };
}

function responses({ answers, problems }: Operation, kinds: ProblemKinds): Json {
  const byStatus: Json = {};
  for (const { status, description, type, schema } of answers) {
    const content = schema === undefined ? { type: 'string', format: 'binary' } : schemaOf(schema);
    byStatus[status] = { description, content: { [type]: { schema: content } } };
  }
  const statuses = new Set(problems.map((code) => kinds[code].status));
  for (const status of [...statuses].sort((one, other) => one - other)) {
    const codes = problems.filter((code) => kinds[code].status === status);
    byStatus[status] = {
      description: codes.map((code) => `\`${code}\` ${kinds[code].title}`).join('；'),
      content: {
        'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
      },
    };
  }
  return byStatus;
}

/** `post /reports/{number}/revocation` → `postReportsNumberRevocation` */
function operationId({ method, path }: Operation): string {
  const words = path.split(/[^a-z]+/i).filter(Boolean);
  return method + words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
}

/** What is sent, before it is trimmed and normalised. */
function schemaOf(schema: z.ZodType): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return json;
}
