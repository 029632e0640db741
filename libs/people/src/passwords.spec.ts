import { checkPassword, hashPassword, isPassword } from './passwords.js';

describe('a password', () => {
  it('is kept as argon2id, differently each time', async () => {
    const [first, second] = await Promise.all([hashPassword('een lange zin'), hashPassword('een lange zin')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,(t=2,p=1|p=1,t=2)\$/);
    expect(first).not.toBe(second);
    expect(await isPassword(first, 'een lange zin')).toBe(true);
    expect(await isPassword(first, 'een lange zon')).toBe(false);
  });

  it('is the same however its accents were typed', async () => {
    expect(await isPassword(await hashPassword('caf\u00e9 op de hoek'), 'cafe\u0301 op de hoek')).toBe(true);
  });

  it('never fits an account that has none', async () => {
    expect(await isPassword(null, 'nobody has this password')).toBe(false);
  });

  it.each([
    ['elf tekens!', { password: 'password-too-short' }],
    ['x'.repeat(201), { password: 'password-too-long' }],
  ])('"%s" is refused', (password, fields) => {
    expect(() => checkPassword(password)).toThrow(expect.objectContaining({ fields }));
  });

  it('needs length and nothing else', () => {
    expect(() => checkPassword('aaaaaaaaaaaa')).not.toThrow();
  });
});
