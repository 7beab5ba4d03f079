import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ['html-validate:recommended', 'html-validate:a11y'],
    rules: {
      // A telephone number is copied into other programs, which know the ordinary hyphen alone;
      // the style sheet keeps it on one line.
      'tel-non-breaking': 'off',
      // An entry's code is its anchor, and codes of standards begin with a digit, as HTML allows.
      'valid-id': ['error', { relaxed: true }],
    },
  }),
);

/** What html-validate objects to, with the element of each. */
export async function faultsOfHtml(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}
