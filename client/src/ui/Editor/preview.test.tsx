// The quick look at Markdown.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { blocks } from './preview';

function html(text: string): string {
  return renderToStaticMarkup(<>{blocks(text.split('\n'))}</>);
}

describe('preview', () => {
  test.each([
    ['one\ntwo', '<p>one<br/>two</p>'],
    ['# Head', '<h1>Head</h1>'],
    ['**b** and *i* and ~~d~~', '<p><strong>b</strong> and <em>i</em> and <del>d</del></p>'],
    ['snake_case_name', '<p>snake_case_name</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['- a\n  - b', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['> said', '<blockquote><p>said</p></blockquote>'],
    ['```\n**no**\n```', '<pre><code>**no**</code></pre>'],
    ['@[Ana Torres](1) hi', '<p><strong>@Ana Torres</strong> hi</p>'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>'],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  test('nothing that is typed becomes HTML, and no address runs a script', () => {
    expect(html('<img src=x onerror=alert(1)>')).not.toContain('<img');
    expect(html('[x](javascript:alert(1))')).not.toContain('javascript:');
    expect(html('![x](https://elsewhere.example/a.png)')).not.toContain('<img');
  });

  test('boxes show whether they are ticked', () => {
    expect(html('- [x] done')).toContain('checked=""');
  });
});
