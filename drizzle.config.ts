import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './verify-api/db/schema.ts',
  out: './verify-api/db/migrations',
});
