import { prosePath } from '../../loader/routes.ts';
import type { Speaker, Thing } from './thing.ts';

interface Question extends Thing {
  '@type': 'Question';
  acceptedAnswer: { '@type': 'Answer'; text: string };
}

/** https://schema.org/FAQPage */
export interface FaqPageData extends Thing {
  '@type': 'FAQPage';
  mainEntity: Question[];
}

/** @param answers in the order of the page */
export function faqPageData(
  answers: readonly { slug: string; question: string; html: string }[],
  { at }: Speaker,
): FaqPageData {
  return {
    '@type': 'FAQPage',
    url: at('/help/'),
    mainEntity: answers.map(({ slug, question, html }) => ({
      '@type': 'Question',
      name: question,
      url: at(prosePath('help', slug)),
      acceptedAnswer: { '@type': 'Answer', text: plainText(html) },
    })),
  };
}

/** The words of a piece of rendered Markdown; the address beside each question has the rest. */
function plainText(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/&(?:#x26|amp);/g, '&')
    .replace(/&(?:#x3C|lt);/gi, '<')
    .replace(/\s+/g, ' ')
    .trim();
}
