#pragma once
#include <stddef.h>
#include <stdint.h>

/// Hands over to libFuzzer, which ends the process by its own rules; -1 where it is not linked.
int fuzz(int *count, char ***arguments, int (*try_input)(const uint8_t *bytes, size_t count));

/// Between 1 and 0 whatever is allocated is no leak: Swift keeps pointers with tags in its statics,
/// which LeakSanitizer takes for lost.
void fuzz_ignore_leaks(int from_here);
