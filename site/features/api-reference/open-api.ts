import type { Schema } from './schema-rows.ts';

type Content = Record<string, { schema: Schema; example?: unknown }>;

/** What the page reads of `/api/openapi.json` (OpenAPI 3.1). */
export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description: string;
    example?: string;
  }[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
}

export interface OpenApi {
  info: { description: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
}
