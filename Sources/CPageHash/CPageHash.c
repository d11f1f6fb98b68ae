#include "CPageHash.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

// FIPS 180-4, 4.2.2 and 5.3.3.
static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

enum { lanes = 2, blockBytes = 64 };

// The eight words of a hash, in the order that the processor's rounds want.
typedef struct {
  __m128i abef;
  __m128i cdgh;
} Words;

#define WITH_SHA __attribute__((target("sha,sse4.1"), always_inline)) static inline

WITH_SHA Words start(void) {
  return (Words){_mm_set_epi32(0x6a09e667, (int)0xbb67ae85, 0x510e527f, (int)0x9b05688c),
                 _mm_set_epi32(0x3c6ef372, (int)0xa54ff53a, 0x1f83d9ab, 0x5be0cd19)};
}

// One block of each lane: the lanes' rounds do not wait for each other.
WITH_SHA void take(Words words[lanes], const uint8_t *const blocks[lanes]) {
  const __m128i bigEndian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
  const Words before[lanes] = {words[0], words[1]};
  __m128i message[lanes][4];
#pragma clang loop unroll(full)
  for (int quad = 0; quad < 16; quad++) {
    const __m128i constant = _mm_loadu_si128((const __m128i *)constants + quad);
    const int now = quad & 3, next = (quad + 1) & 3, far = (quad + 2) & 3, last = (quad + 3) & 3;
#pragma clang loop unroll(full)
    for (int lane = 0; lane < lanes; lane++) {
      __m128i *w = message[lane];
      if (quad < 4) {
        w[now] = _mm_shuffle_epi8(
            _mm_loadu_si128((const __m128i *)blocks[lane] + quad), bigEndian);
      } else {
        // w[now] holds the words of four quads ago.
        const __m128i sum = _mm_add_epi32(
            _mm_sha256msg1_epu32(w[now], w[next]), _mm_alignr_epi8(w[last], w[far], 4));
        w[now] = _mm_sha256msg2_epu32(sum, w[last]);
      }
      const __m128i input = _mm_add_epi32(w[now], constant);
      words[lane].cdgh = _mm_sha256rnds2_epu32(words[lane].cdgh, words[lane].abef, input);
      words[lane].abef = _mm_sha256rnds2_epu32(
          words[lane].abef, words[lane].cdgh, _mm_shuffle_epi32(input, 0x0e));
    }
  }
#pragma clang loop unroll(full)
  for (int lane = 0; lane < lanes; lane++) {
    words[lane].abef = _mm_add_epi32(words[lane].abef, before[lane].abef);
    words[lane].cdgh = _mm_add_epi32(words[lane].cdgh, before[lane].cdgh);
  }
}

// The first 16 bytes of the hash: words a, b, c, d.
WITH_SHA void finish(Words words, uint8_t *hash) {
  uint32_t abef[4], cdgh[4];
  _mm_storeu_si128((__m128i *)abef, words.abef);
  _mm_storeu_si128((__m128i *)cdgh, words.cdgh);
  const uint32_t first[4] = {abef[3], abef[2], cdgh[3], cdgh[2]};
  for (int word = 0; word < 4; word++) {
    const uint32_t bytes = __builtin_bswap32(first[word]);
    memcpy(hash + 4 * word, &bytes, 4);
  }
}

__attribute__((target("sha,sse4.1"))) static void hash_pages(
    const uint8_t *pages, size_t pageBytes, size_t count, uint8_t *hashes) {
  // A page fills whole blocks; one more says so and how many bits there were.
  uint8_t end[blockBytes] = {0x80};
  const uint64_t bits = __builtin_bswap64((uint64_t)pageBytes * 8);
  memcpy(end + blockBytes - 8, &bits, 8);
  for (size_t page = 0; page < count; page += lanes) {
    // The last of an odd number keeps both lanes busy.
    const size_t other = page + 1 < count ? page + 1 : page;
    const uint8_t *places[lanes] = {pages + page * pageBytes, pages + other * pageBytes};
    Words words[lanes] = {start(), start()};
    for (size_t done = 0; done < pageBytes; done += blockBytes) {
      take(words, places);
      places[0] += blockBytes;
      places[1] += blockBytes;
    }
    const uint8_t *const ends[lanes] = {end, end};
    take(words, ends);
    finish(words[0], hashes + page * POCKET_PAGE_HASH_BYTES);
    finish(words[1], hashes + other * POCKET_PAGE_HASH_BYTES);
  }
}

int pocket_page_hashes(
    const void *pages, size_t pageBytes, size_t count, void *hashes) {
  if (!__builtin_cpu_supports("sse4.1") || !__builtin_cpu_supports("sha")) return 0;
  hash_pages(pages, pageBytes, count, hashes);
  return 1;
}

#else
int pocket_page_hashes(
    const void *pages, size_t pageBytes, size_t count, void *hashes) {
  return 0;
}
#endif
