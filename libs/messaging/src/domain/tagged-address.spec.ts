import { isFor, messageIdOfAddress, taggedAddress } from './tagged-address.js';

const ID = '0199aaaa-0000-7000-8000-000000000001';

describe('an address with a message in it', () => {
  it('says which message it is about', () => {
    const address = taggedAddress(ID, 'bounce@in.werkplein.example');
    expect(address).toBe(`bounce+${ID}@in.werkplein.example`);
    expect(messageIdOfAddress(address, 'bounce@in.werkplein.example')).toBe(ID);
    expect(messageIdOfAddress(address.toUpperCase(), 'Bounce@in.werkplein.example')).toBe(ID);
  });

  it.each([
    'bounce@in.werkplein.example',
    'bounce+x@in.werkplein.example',
    `bounce+${ID}@elders.example`,
    `other+${ID}@in.werkplein.example`,
    '',
  ])('says nothing when it is "%s"', (address) => expect(messageIdOfAddress(address, 'bounce@in.werkplein.example')).toBeNull());

  it('is one of ours, and so is the bare one', () => {
    for (const ours of ['Bounce@in.werkplein.example', `bounce+${ID}@IN.werkplein.example`])
      expect(isFor(ours, 'bounce@in.werkplein.example')).toBe(true);
    for (const other of ['', 'bounce+x@in.werkplein.example', 'bounced@in.werkplein.example'])
      expect(isFor(other, 'bounce@in.werkplein.example')).toBe(false);
  });
});
