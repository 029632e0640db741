import { pictureFile, wrap } from './chart-file.js';

const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" role="img"><circle cx="1" cy="1" r="1" fill="var(--wp-chart-2)"/></svg>';
const file = (svg = DRAWING, title = 'Wie moeilijk leest, vond minder vaak werk', lines = ['Team Noord', 'Gemaakt op 21 november 2026']) =>
  pictureFile(svg, { title, lines, width: 648 });

describe('a picture as a file', () => {
  it('says what it shows, of whom and when, also to who cannot see it', () => {
    expect(file()).toContain('<title>Wie moeilijk leest, vond minder vaak werk</title><desc>Team Noord Gemaakt op 21 november 2026</desc>');
    expect(file()).toMatch(/<text [^>]*font-weight="700"[^>]*>Wie moeilijk leest/);
    expect(file()).toMatch(/<text [^>]*>Gemaakt op 21 november 2026<\/text>/);
  });

  it('keeps the shape of the drawing, between the words', () => {
    expect(file()).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="648" height="\d+" viewBox="0 0 648 \d+"/);
    expect(file()).toContain('<svg x="24" y="59" width="600" height="300" viewBox="0 0 200 100">');
  });

  it('stands alone: no names of colours, no style, no script, nothing from elsewhere', () => {
    expect(file()).toContain('fill="#1f4f86"');
    expect(file()).not.toMatch(/var\(|<style|<script|href|url\(/);
    expect(() => file(DRAWING.replace('chart-2', 'glitter'))).toThrow('no colour --wp-glitter');
    expect(() => file('<svg width="100%"></svg>')).toThrow('needs viewBox');
  });

  it('writes signs as signs, whatever they would mean in XML', () => {
    expect(file(DRAWING, 'A < B & "C"\u0000\u0001')).toContain('<title>A &lt; B &amp; &quot;C&quot;</title>');
  });

  it('breaks a long title, and a word longer than a line', () => {
    expect(wrap('een twee drie vier', 100, 16)).toEqual(['een twee', 'drie vier']);
    expect(wrap('meervoudigecomplexeproblematiek', 100, 16)).toEqual(['meervoudige', 'complexepro', 'blematiek']);
    expect(wrap('', 100, 16)).toEqual([]);
  });
});
