import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BuiltBank, buildBank } from './build-bank.ts';
import { startTags, textOf } from './pages/read-html.ts';

const ON_DEMAND = /^\/(search|api|\.well-known|verify\/result|verify\/pdf)(\/|$)/;

/** What the site of a bank must say, page by page; and which catalogs it has nothing in. */
interface Expected {
  name: string;
  says: Record<string, string[]>;
  without: string[];
}

const banks: Record<string, Expected> = {
  shanghai: {
    name: '申江终身教育学分银行（测试）',
    says: {
      '/courses/': ['计算机应用基础', '会计综合实训'],
      '/courses/10006/': ['实践', '大数据与会计'],
      '/programs/': ['国画入门', '长宁区', '手工艺'],
      '/nodes/W01/': ['大数据与会计', '电子商务', '已经入学并在学分银行开户的学员'],
      '/nodes/W01/majors/530302/': ['会计学基础', '基础会计'],
      '/framework/': ['五级', '文化休闲教育'],
    },
    without: [],
  },
  guangdong: {
    name: '岭南终身教育学分银行（测试）',
    says: {
      '/framework/': [
        ...['第一级', '第二级', '第三级', '第四级', '第五级', '第六级', '第七级'],
        ...['学历教育成果', '职业培训成果', '技工教育成果', '业绩成果'],
      ],
      '/rules/GD-0002/': ['75%', '3 学分'],
      '/rules/GD-0003/': ['50%', '2 学分', '425'],
      '/courses/GK002/': ['全国计算机等级考试一级', '第五级'],
    },
    without: ['programs'],
  },
  'open-university': {
    name: '开放学习学分银行（测试）',
    says: {
      '/rules/': ['邮政速递业务员', '自学考试大学英语替代大学英语'],
      '/rules/R0001/': ['速递生产与运作', '速递业务与经营', '现代物流管理'],
      '/rules/R0003/': ['自学考试《大学英语》', '60'],
      '/framework/': [...['学历教育学习成果', '非学历教育学习成果', '无一定形式学习成果'], '10 级'],
    },
    without: ['nodes', 'programs'],
  },
  jiangsu: {
    name: '江淮终身教育学分银行（测试）',
    says: {
      '/about/': ['江苏开放大学', '发起单位', '共建单位', '合作单位', '南京2', '苏州1'],
      '/verify/': ['报告编号', '验证码'],
      '/framework/': ['社会教育类', '非遗传承'],
    },
    without: ['majors', 'certificates', 'programs', 'nodes', 'rules'],
  },
};

describe.each(Object.entries(banks))('the site of %s', (directory, { name, says, without }) => {
  let built: BuiltBank;
  beforeAll(() => {
    built = buildBank(`tests/banks/${directory}`);
  });
  afterAll(() => built?.remove());

  const addresses = () =>
    [...built.files]
      .filter((file) => file.endsWith('index.html'))
      .map((file) => `/${file.slice(0, -'index.html'.length)}`);

  test('carries its own name on every page, and never the demonstration’s', () => {
    expect(addresses().length).toBeGreaterThan(20);
    for (const address of addresses()) {
      const html = built.page(address);
      expect(html, address).toContain(name);
      expect(html, address).not.toContain('积学');
    }
  });

  test('says what is peculiar to it', () => {
    for (const [address, words] of Object.entries(says)) {
      const text = textOf(built.page(address));
      for (const word of words) expect(text, address).toContain(word);
    }
  });

  test('leads nobody to a catalog with nothing in it', () => {
    const home = startTags(built.page('/')).map(({ attributes }) => attributes.get('href'));
    expect(home).toContain('/institutions/');
    for (const catalog of without) expect(home).not.toContain(`/${catalog}/`);
  });

  test('has no dead link', () => {
    const dead = addresses().flatMap((address) =>
      startTags(built.page(address))
        .flatMap(({ attributes }) => ['href', 'src', 'action'].map((key) => attributes.get(key)))
        .filter((target): target is string => target?.startsWith('/') ?? false)
        .map((target) => decodeURI(new URL(target, 'https://here.invalid').pathname))
        .filter((path) => !ON_DEMAND.test(path))
        .filter(
          (path) => !built.files.has(`${path}${path.endsWith('/') ? 'index.html' : ''}`.slice(1)),
        )
        .map((path) => `${address} → ${path}`),
    );
    expect([...new Set(dead)]).toEqual([]);
  });
});
