import type { Fields, FieldTree, ProseKindName } from '#domain/content-answers.ts';
import { nextIndexNumber } from '../government-information.ts';
import { buildDay } from '../is-published.ts';
import { readBank } from '../read-content.ts';
import { readProse } from '../read-prose.ts';
import { plainFields, textOf } from './plain-fields.ts';

/**
 * Fields that are filled in when an entry is published: 索引号 and 发布机构, where bank.yaml asks for them
 * or the entry has begun to give such information. Everything else comes back as it is.
 */
export function completeFields({
  directory,
  kind,
  slug,
  fields,
}: {
  directory: string;
  kind: ProseKindName;
  slug: string;
  fields: Fields;
}): Fields {
  const asked = readBank(directory).bank?.governmentInformation;
  if (!asked || (kind !== 'news' && kind !== 'downloads')) return fields;
  const given = groupIn(plainFields(fields)['governmentInformation']);
  const isRequired = asked.requiredIn.includes(textOf(fields, 'category') ?? '');
  if (!given && !isRequired) return fields;
  const day = textOf(given ?? {}, 'writtenAt') ?? textOf(fields, 'publishedAt') ?? '';
  const known = textOf(given ?? {}, 'indexNumber');
  return {
    ...fields,
    governmentInformation: {
      ...given,
      indexNumber:
        known ||
        nextIndexNumber(
          asked.indexNumber,
          /^\d{4}-\d{2}/.test(day) ? day : buildDay(),
          takenNumbers(directory, kind, slug),
        ),
      publisher: textOf(given ?? {}, 'publisher') || asked.publisher,
    },
  };
}

function groupIn(tree: FieldTree | undefined): Fields | undefined {
  return typeof tree === 'object' && !Array.isArray(tree) ? tree : undefined;
}

function takenNumbers(directory: string, kind: ProseKindName, slug: string): string[] {
  return (['news', 'downloads'] as const).flatMap((folder) =>
    readProse(directory, folder)
      .entries.filter((entry) => folder !== kind || entry.slug !== slug)
      .flatMap(({ data }) => data.governmentInformation?.indexNumber ?? []),
  );
}
