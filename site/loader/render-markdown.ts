import { satteri } from '@astrojs/markdown-satteri';
import { defineHastPlugin } from 'satteri';
import { type PublishedPicture, pictureName } from './published-pictures.ts';

export interface RenderedText {
  html: string;
  headings: { depth: number; slug: string; text: string }[];
}

/**
 * CommonMark with the tables of GitHub; headings get ids. What editors write is trusted with HTML.
 * @param pictures what the text names beside itself; each is shown from its address on the site, and
 *   with its size, so that nothing moves while it comes
 */
export async function renderMarkdown(
  body: string,
  pictures: readonly PublishedPicture[],
): Promise<RenderedText> {
  const renderer = await satteri({ hastPlugins: [placePictures(pictures)] }).createRenderer({
    // Code blocks are rare here and Shiki needs inline styles, which the policy of every page forbids.
    syntaxHighlight: false,
  });
  const { code, metadata } = await renderer.render(body);
  return { html: code, headings: metadata.headings };
}

function placePictures(pictures: readonly PublishedPicture[]) {
  return defineHastPlugin({
    name: 'place-pictures',
    element: {
      filter: ['img'],
      visit(node, context) {
        const name = pictureName(String(node.properties?.['src'] ?? ''));
        const picture = pictures.find((each) => each.name === name);
        if (!picture) return;
        const { path, size } = picture;
        const properties = { src: encodeURI(path), ...size, loading: 'lazy', decoding: 'async' };
        for (const [key, value] of Object.entries(properties)) {
          context.setProperty(node, key, String(value));
        }
      },
    },
  });
}
