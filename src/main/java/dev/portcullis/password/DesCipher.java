package dev.portcullis.password;

/** DES (FIPS 46-3) on single bits, with the salt of crypt(3): slow, short, and only for that. */
final class DesCipher {
  // The numbers of FIPS 46-3, where the first bit is 1.
  private static final int[] INITIAL = new int[64];
  private static final int[] EXPANSION = new int[48];
  private static final int[] PERMUTATION = {
    16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10,
    2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25
  };
  private static final int[] CHOICE_1 = {
    57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18,
    10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36,
    63, 55, 47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22,
    14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4
  };
  private static final int[] CHOICE_2 = {
    14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2,
    41, 52, 31, 37, 47, 55, 30, 40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32
  };
  private static final String SHIFTS = "1122222212222221";
  private static final String[] BOXES = {
    "e4d12fb83a6c59070f74e2d1a6cb953841e8d62bfc973a50fc8249175b3ea06d",
    "f18e6b34972dc05a3d47f28ec01a69b50e7ba4d158c6932fd8a13f42b67c05e9",
    "a09e63f51dc7b428d709346a285ecbf1d6498f30b12c5ae71ad069874fe3b52c",
    "7de3069a1285bc4fd8b56f03472c1ae9a690cb7df13e52843f06a1d8945bc72e",
    "2c417ab6853fd0e9eb2c47d150fa3986421bad78f9c5630eb8c71e2d6f09a453",
    "c1af92680d34e75baf427c9561de0b389ef528c3704a1db6432c95fabe17608d",
    "4b2ef08d3c975a61d0b7491ae35c2f8614bdc37eaf6805926bd814a7950fe23c",
    "d2846fb1a93e50c71fd8a374c56b0e927b419ce206adf35821e74a8dfc90356b"
  };

  static {
    for (int i = 0; i < 64; i++) {
      INITIAL[i] = 8 * (7 - i % 8) + (i / 8 < 4 ? 2 * (i / 8) + 2 : 2 * (i / 8) - 7);
    }
    for (int i = 0; i < 48; i++) {
      EXPANSION[i] = (i / 6 * 4 + i % 6 + 31) % 32 + 1;
    }
  }

  private final byte[][] keys = new byte[16][];
  private final int[] expansion = EXPANSION.clone();

  /**
   * DES under this key.
   *
   * @param key 64 bits, one a byte
   * @param salt 12 bits, each of which changes the places of two bits of the expansion
   */
  DesCipher(byte[] key, int salt) {
    byte[] state = chosen(key, CHOICE_1);
    for (int round = 0; round < 16; round++) {
      for (int i = SHIFTS.charAt(round) - '0'; i > 0; i--) {
        state = rotated(state);
      }
      keys[round] = chosen(state, CHOICE_2);
    }
    for (int bit = 0; bit < 12; bit++) {
      if (((salt >> bit) & 1) == 1) {
        expansion[bit] = EXPANSION[bit + 24];
        expansion[bit + 24] = EXPANSION[bit];
      }
    }
  }

  /** The block of 64 bits, one a byte, enciphered. */
  byte[] encrypt(byte[] block) {
    byte[] permuted = chosen(block, INITIAL);
    byte[] left = Encoded.part(permuted, 0, 32);
    byte[] right = Encoded.part(permuted, 32, 64);
    for (byte[] key : keys) {
      byte[] mixed = mixed(right, key);
      for (int i = 0; i < 32; i++) {
        mixed[i] ^= left[i];
      }
      left = right;
      right = mixed;
    }
    byte[] result = new byte[64];
    for (int i = 0; i < 64; i++) {
      // The halves are changed once more, and the first permutation is taken back.
      result[INITIAL[i] - 1] = i < 32 ? right[i] : left[i - 32];
    }
    return result;
  }

  private byte[] mixed(byte[] right, byte[] key) {
    byte[] expanded = chosen(right, expansion);
    byte[] substituted = new byte[32];
    for (int box = 0; box < 8; box++) {
      int six = 0;
      for (int i = 6 * box; i < 6 * box + 6; i++) {
        six = (six << 1) | (expanded[i] ^ key[i]);
      }
      int row = ((six >> 4) & 2) | (six & 1);
      int four = Character.digit(BOXES[box].charAt(16 * row + ((six >> 1) & 15)), 16);
      for (int i = 0; i < 4; i++) {
        substituted[4 * box + i] = (byte) ((four >> (3 - i)) & 1);
      }
    }
    return chosen(substituted, PERMUTATION);
  }

  /** Both halves of 28 bits, each turned by one to the left. */
  private static byte[] rotated(byte[] state) {
    byte[] rotated = new byte[56];
    for (int i = 0; i < 28; i++) {
      rotated[i] = state[(i + 1) % 28];
      rotated[i + 28] = state[(i + 1) % 28 + 28];
    }
    return rotated;
  }

  private static byte[] chosen(byte[] bits, int[] places) {
    byte[] chosen = new byte[places.length];
    for (int i = 0; i < places.length; i++) {
      chosen[i] = bits[places[i] - 1];
    }
    return chosen;
  }
}
