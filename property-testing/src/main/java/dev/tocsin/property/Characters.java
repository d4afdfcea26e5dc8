package dev.tocsin.property;

/** Code points that a text may have. */
final class Characters {

    /** Letters of ASCII first: the simplest. Surrogates may stand alone, as in any Java string. */
    static final Gen<Integer> ANY = Gens.weighted(Gens.ints('a', 'z').weight(3), Gens.ints(' ', '~').weight(3), Gens
            .of(0, (int) '\t', (int) '\n', (int) '\r', 0x7f, 0x85, 0xa0, 0x2028, 0x200b, 0x202e, 0xd800, 0xdc00, 0xfeff,
                    0xffff).weight(1), Gens.ints(0xa1, 0x24f).weight(1), Gens.ints(0, 0xffff).weight(3), Gens.ints(
                            0x10000, 0x10ffff).weight(1));

    private Characters() {}
}
