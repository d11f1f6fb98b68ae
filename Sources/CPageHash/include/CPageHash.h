// SHA-256 of many pages at once, where the processor computes it.
#ifndef POCKET_SYNC_CPAGEHASH_H
#define POCKET_SYNC_CPAGEHASH_H

#include <stddef.h>
#include <stdint.h>

#define POCKET_PAGE_HASH_BYTES 16

// The first 16 bytes of the SHA-256 of each page; pages are of a multiple of 64 bytes.
// 1, or 0 where the processor cannot and nothing was written.
int pocket_page_hashes(const void *pages, size_t pageBytes, size_t count, void *hashes);

#endif
