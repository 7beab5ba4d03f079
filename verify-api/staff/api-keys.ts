import { createHash } from 'node:crypto';
import type { Actor, ActorName } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import { base64url } from '#domain/credential.ts';
import { keyScopes, permissions } from '#domain/permissions.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { ApiKey } from '#domain/staff-answers.ts';
import { isId, typedText } from '#domain/typed-text.ts';
import type { ApiKeyRow } from '../db/api-key-store.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

const newKeySchema = z.strictObject({
  name: typedText('请填写用途').min(1, '请填写用途，如：教务系统').max(60, '最多 60 个字'),
  scopes: z
    .array(z.enum(keyScopes, `权限应为 ${keyScopes.join('、')} 之一`))
    .min(1, '至少选一项权限')
    .transform((scopes) => [...new Set(scopes)]),
});

export async function listApiKeys(deps: StaffDependencies): Promise<ApiKey[]> {
  return (await deps.apiKeys.list()).map(toApiKey);
}

/** The answer holds the key this once: `jixue_…`, 256 random bits; kept is its SHA-256. */
export async function addApiKey(
  deps: StaffDependencies,
  actor: ActorName,
  body: unknown,
): Promise<{ apiKey: ApiKey; key: string }> {
  const { name, scopes } = requireValid(newKeySchema, body, '填写的内容有误，密钥没有新增。');
  const id = base64url(deps.random(9));
  const key = `jixue_${base64url(deps.random(32))}`;
  const createdAt = deps.clock();
  const row = {
    id,
    name,
    scopes,
    keyHash: keyHash(key),
    createdBy: actor.id,
    createdAt,
    lastUsedAt: null,
    revokedAt: null,
    revokedBy: null,
  };
  await deps.apiKeys.add(row, {
    at: createdAt,
    actor,
    action: 'key-added',
    subject: id,
    detail: { name, scopes: scopes.join(' ') },
  });
  return { apiKey: toApiKey(row), key };
}

export async function revokeApiKey(
  deps: StaffDependencies,
  actor: ActorName,
  id: string,
): Promise<void> {
  const entry = { at: deps.clock(), actor, action: 'key-revoked', subject: id } as const;
  const revoked = isId(id) && (await deps.apiKeys.revoke(id, entry));
  if (!revoked) throw new Problem('not-found', '没有这个密钥，或者它已经停用。');
}

/** The last use is kept to the minute: a key in use costs no write a call. */
const MINUTE_MS = 60_000;

/** Whoever brings this key; undefined when it is unknown or revoked. */
export async function actorOfKey(
  deps: Pick<StaffDependencies, 'apiKeys' | 'clock'>,
  key: string,
): Promise<Actor | undefined> {
  const row = await deps.apiKeys.findByHash(keyHash(key));
  if (row === undefined) return undefined;
  const now = deps.clock();
  if (now.getTime() - (row.lastUsedAt?.getTime() ?? 0) >= MINUTE_MS) {
    await deps.apiKeys.touch(row.id, now);
  }
  return { id: `key:${row.id}`, name: row.name, permissions: new Set(row.scopes) };
}

function toApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes.map((scope) => ({ scope, label: permissions[scope] })),
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  };
}

/** 256 random bits need no slow hash. */
export function keyHash(key: string): Uint8Array {
  return createHash('sha256').update(key).digest();
}
