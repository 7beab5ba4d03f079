import { bankReference, type Reference, type Speaker, type Thing } from './thing.ts';

/** https://schema.org/Dataset */
interface DatasetData extends Thing {
  '@type': 'Dataset';
  dateModified?: string | undefined;
  distribution: { '@type': 'DataDownload'; encodingFormat: string; contentUrl: string }[];
}

/** https://schema.org/DataCatalog */
export interface DataCatalogData extends Thing {
  '@type': 'DataCatalog';
  creator: Reference;
  license: { '@type': 'CreativeWork'; description: string };
  dataset: DatasetData[];
}

/** @param licence on what terms the data may be used, in words */
export function dataCatalogData(
  datasets: readonly {
    name: string;
    title: string;
    rows: readonly unknown[];
    updated?: string | undefined;
  }[],
  licence: string,
  speaker: Speaker,
): DataCatalogData {
  const { at, bank } = speaker;
  return {
    '@type': 'DataCatalog',
    name: `${bank}开放数据`,
    description: '全部目录都可以整份下载，供研究、比对和开发使用，不需要申请。',
    url: at('/data/'),
    creator: bankReference(speaker),
    license: { '@type': 'CreativeWork', description: licence },
    dataset: datasets.map(({ name, title, rows, updated }) => ({
      '@type': 'Dataset',
      name: title,
      description: `${bank}的${title}全部数据，共 ${rows.length} 行，每行写明来源；为演示而设的字段逐行列出。`,
      url: at('/data/'),
      dateModified: updated,
      distribution: [
        {
          '@type': 'DataDownload',
          encodingFormat: 'text/csv',
          contentUrl: at(`/data/${name}.csv`),
        },
        {
          '@type': 'DataDownload',
          encodingFormat: 'application/json',
          contentUrl: at(`/data/${name}.json`),
        },
      ],
    })),
  };
}
